#!/usr/bin/env escript
%% definitions.escript TEMPLATE FILE: writes the template to the file, with each @VARIABLE@ replaced by the salted
%% hash of the password that the environment variable holds. The broker never sees a password in a file.

main([Template, File]) ->
    {ok, Text} = file:read_file(Template),
    Filled = fill(re:split(Text, "@([A-Z_]+)@", [{return, binary}])),
    ok = file:write_file(File, Filled).

fill([Text, Variable | Rest]) -> [Text, hash(Variable, os:getenv(binary_to_list(Variable))) | fill(Rest)];
fill([Text]) -> [Text].

hash(Variable, Password) when Password =:= false; Password =:= "" ->
    io:format(standard_error, "~s is not set: every user needs a password~n", [Variable]),
    halt(1);
hash(_, Password) ->
    %% https://www.rabbitmq.com/docs/passwords#this-is-the-algorithm
    Salt = crypto:strong_rand_bytes(4),
    base64:encode(<<Salt/binary, (crypto:hash(sha256, [Salt, unicode:characters_to_binary(Password)]))/binary>>).
