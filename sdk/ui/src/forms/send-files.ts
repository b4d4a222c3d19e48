/** A form with files, to be sent to where a plugin is given them. */
export interface FilesForm {
  readonly action: string;
  /** What stands before the files. */
  readonly fields: readonly (readonly [string, string])[];
  readonly files: readonly File[];
  /** How much of the whole is sent, from 0 to 1. */
  readonly progress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Why a form was not taken; its words are `error.<code>`. */
export interface FilesRefused {
  readonly code: string;
  /** With `file` it is about that one. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Sends it whole. Never rejects. */
export function sendFiles({
  action,
  fields,
  files,
  progress,
  signal,
}: FilesForm): Promise<'taken' | 'stopped' | FilesRefused> {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  for (const file of files) body.append('files', file);
  return new Promise((resolve) => {
    // `fetch` does not tell how much is sent.
    const request = new XMLHttpRequest();
    request.open('POST', action);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => resolve(request.status < 300 ? 'taken' : refusalIn(request.responseText)));
    request.addEventListener('error', () => resolve({ code: 'network.down', params: {} }));
    request.addEventListener('abort', () => resolve('stopped'));
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

/** Refusals are JSON with a code; anything else stands before the server. */
function refusalIn(text: string): FilesRefused {
  try {
    const { code, params = {} } = JSON.parse(text) as Partial<FilesRefused>;
    if (typeof code === 'string') return { code, params };
  } catch {
    // Told below.
  }
  return { code: 'internal', params: {} };
}
