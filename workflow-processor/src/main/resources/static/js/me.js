/** Who is signed in. */

let me = { name: '', role: 'viewer' };

export function signedIn(as) {
  me = as;
}

export const myName = () => me.name;

/** What a viewer must not do is refused by the server; here it is not even offered. */
export const mayOperate = () => me.role === 'operator';
