import type { FormFile } from '@docket/sdk';
import type { Links } from '#lib/links.ts';
import type { Told } from '#lib/page/refusal-words.ts';
import { sendFile, UploadRefused } from './tus.ts';

interface Sending {
  readonly file: File;
  readonly draft: string;
  readonly links: Links;
  readonly progress: (share: number) => void;
}

/** Sends a file to a draft, taking up where an earlier page stopped, and answers it as the form shows it. */
export async function sendToDraft({ file, draft, links, progress }: Sending): Promise<FormFile> {
  const begun = notesOf(`upload:${draft}:${file.name}:${file.size}:${file.lastModified}`);
  const id = await sendFile({
    file,
    address: links.uploads,
    metadata: { draft, name: file.name },
    begun: begun.read(),
    onbegin: begun.write,
    progress,
  });
  begun.write(null);
  const { name, size } = file;
  return {
    id,
    name,
    bytes: size,
    state: 'pending',
    facts: null,
    href: links.file(id, name),
    preview: links.preview(id),
  };
}

/** One note in this browser's storage; a browser that stores nothing only cannot resume on another page. */
function notesOf(key: string) {
  return {
    read: (): string | undefined => {
      try {
        return localStorage.getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write: (value: string | null): void => {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Nothing depends on it.
      }
    },
  };
}

/** What stopped an upload, to be told: the server's own refusal, or nobody answers. */
export const refusalOfUpload = (error: unknown): Told =>
  error instanceof UploadRefused ? (error.reason ?? { code: 'internal' }) : { code: 'network.down' };
