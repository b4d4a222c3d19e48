import { PlatformError } from '@docket/sdk';
import type { Access } from '../../access/access.ts';
import type { Edge } from '../../edge.ts';
import { errors } from '../../errors.ts';
import { readOneFile, seeOther } from '../../files/files.ts';
import type { Customers } from '../customers.ts';
import { most } from './reading.ts';

/** Answers `/files/customer-imports`: reads a posted file of customers, and leads to what it would come to. */
export type ImportHandler = (edge: Edge, request: Request, base: string) => Promise<Response>;

/** What a form has besides its file. */
const formBytes = 64 * 1024;

export const importHandler =
  (customers: Customers, access: Access): ImportHandler =>
  async (edge, request, base) => {
    const { call } = await access.enter(edge, { door: 'staff', permission: 'customers.edit' }, []);
    const page = `${base}/admin/customers/import`;
    try {
      await customers.countImport(call);
      const file = await readOneFile(request, most.bytes + formBytes);
      if (!file) throw new PlatformError(errors['import.missing']);
      const { id } = await customers.readImport(call, file);
      return seeOther(`${page}/${id}`);
    } catch (error) {
      const refusal = asRefusal(error);
      if (!request.headers.get('accept')?.includes('text/html')) throw refusal;
      const params = Object.entries(refusal.params).map(([name, value]) => [name, String(value)]);
      return seeOther(page, { refused: refusal.code, ...Object.fromEntries(params) });
    }
  };

/** What is said of files in general is not what helps here. */
function asRefusal(error: unknown): PlatformError {
  if (!(error instanceof PlatformError)) throw error;
  return error.code === errors['file.too-large'].code
    ? new PlatformError(errors['import.too-large'], error.params, { cause: error })
    : error;
}
