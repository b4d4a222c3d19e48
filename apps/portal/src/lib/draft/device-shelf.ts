import type { Shelf } from './mirror.ts';

const [database, table] = ['docket-portal', 'parts'];

/** This browser's IndexedDB as a shelf. Opened on first use; rejects where the browser has none. */
export function deviceShelf(): Shelf {
  let opened: Promise<IDBDatabase> | undefined;
  const at = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    opened ??= open();
    return (await opened).transaction(table, mode).objectStore(table);
  };
  return {
    get: async (key) => settled((await at('readonly')).get(key)),
    set: async (key, value) => {
      const store = await at('readwrite');
      await (value === undefined ? settled(store.delete(key)) : settled(store.put(value, key)));
    },
  };
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(table));
  return settled(request);
}

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The device keeps nothing.')));
  });
