/** Calls of the REST interface. Whatever goes wrong becomes a Problem whose message a person can read. */

const TIMEOUT_MILLIS = 60_000;

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? 'The server answered with an error');
    this.status = status;
    this.title = body.title;
    this.body = body;
  }
}

function csrfToken() {
  return /(?:^|; )XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? '';
}

async function answer(method, path, body, signal) {
  const headers = { Accept: 'application/json, application/problem+json, */*', 'X-Requested-With': 'inbox' };
  if (method !== 'GET') {
    headers['X-XSRF-TOKEN'] = csrfToken();
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  try {
    return await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      redirect: 'manual',
    });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Problem(0, {
      title: 'The server cannot be reached',
      detail: error.name === 'TimeoutError' ? 'It has not answered within a minute.'
        : 'Check that it runs, and that you are connected to it. Nothing you typed is lost.',
    });
  }
}

async function problemOf(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    body = { title: 'That did not work', detail: `The server answered with status ${response.status}.` };
  }
  return new Problem(response.status, body);
}

async function call(method, path, body, signal) {
  const response = await answer(method, path, body, signal);
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401) {
      document.dispatchEvent(new CustomEvent('signed-out'));
    }
    throw problem;
  }
  return response;
}

async function json(method, path, body, signal) {
  const response = await call(method, path, body, signal);
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}

export const get = (path, signal) => json('GET', path, undefined, signal);
export const post = (path, body = {}, signal = undefined) => json('POST', path, body, signal);
export const put = (path, body) => json('PUT', path, body);
export const del = (path) => json('DELETE', path);

/** The body of a message as it came, byte for byte. */
export async function bytes(path, signal) {
  const response = await call('GET', path, undefined, signal);
  return new Uint8Array(await response.arrayBuffer());
}

/** A path below /api with what was given as its query; what is empty is left out. */
export function withQuery(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

export const eventPath = (id) => `/api/events/${encodeURIComponent(id)}`;
