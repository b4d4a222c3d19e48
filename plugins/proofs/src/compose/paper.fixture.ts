import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

/** How many pictures are drawn in a document. */
export async function picturesIn(bytes: Uint8Array): Promise<number> {
  const document = await getDocumentProxy(Uint8Array.from(bytes));
  const { OPS } = await getResolvedPDFJS();
  const lists = await Promise.all(
    Array.from({ length: document.numPages }, async (_, at) => (await document.getPage(at + 1)).getOperatorList()),
  );
  return lists.flatMap(({ fnArray }) => fnArray).filter((fn) => fn === OPS.paintImageXObject).length;
}
