import type { StaffCaller } from '@docket/core/api';
import type { SavedAddress } from '@docket/sdk';

/** The saved addresses of a customer, for forms; none for whoever may not see customers. */
export async function addressesFor(staff: StaffCaller, id: string): Promise<readonly SavedAddress[]> {
  const { permissions } = await staff.access.me({});
  return permissions.includes('customers.read') ? (await staff.customers.get({ id })).addresses : [];
}
