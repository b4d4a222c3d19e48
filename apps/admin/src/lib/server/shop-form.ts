import type { StaffCaller } from '@docket/core/api';
import { refusalOf } from '@docket/sdk/client';
import { addressTexts, postedAddress } from '@docket/ui/text/address.ts';
import { placeFields, type ShopInfo } from '../shop-info.ts';
import { textOf } from './posted.ts';

type Stored = Awaited<ReturnType<StaffCaller['shop']['info']>>['info'];
type Sent = Parameters<StaffCaller['shop']['save']>[0]['info'];

/** What the form of the shop posts: as the core takes it, and as the page shows it again. */
export function postedInfo(form: FormData): { readonly sent: Sent; readonly shown: ShopInfo } {
  const address = postedAddress(form, placeFields);
  const shown: ShopInfo = {
    name: textOf(form, 'name'),
    email: textOf(form, 'email'),
    phone: textOf(form, 'phone'),
    address,
    timeZone: textOf(form, 'timeZone'),
    currency: textOf(form, 'currency'),
    locale: textOf(form, 'locale'),
    units: textOf(form, 'units') === 'mm' ? 'mm' : 'inch',
    brandColor: textOf(form, 'ownColor') === '' ? '' : textOf(form, 'brandColor'),
  };
  const sent = {
    ...shown,
    email: shown.email || null,
    address: Object.keys(address).length > 0 ? address : null,
    brandColor: shown.brandColor || null,
  };
  return { sent, shown };
}

/** What is stored, as the form shows it. */
export const typedInfo = ({ email, phone, address, brandColor, ...rest }: Stored): ShopInfo => ({
  ...rest,
  email: email ?? '',
  phone: phone ?? '',
  address: addressTexts(address),
  brandColor: brandColor ?? '',
});

/** What somebody else saved first, when that is what a save was refused for. */
export function storedIn(thrown: unknown): { readonly info: ShopInfo; readonly version: number } | undefined {
  const { code, details } = refusalOf(thrown);
  if (code !== 'shop.stale') return undefined;
  const { info, version } = details as { readonly info: Stored; readonly version: number };
  return { info: typedInfo(info), version };
}
