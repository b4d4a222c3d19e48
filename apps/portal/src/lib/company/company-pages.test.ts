import { expect, it } from 'vitest';
import { linksOf } from '#lib/links.ts';
import { companyPages } from './company-pages.ts';

it.each([
  [[], []],
  [['approve', 'pay'], []],
  [['order'], ['addresses']],
  [['contacts'], ['people']],
  [
    ['order', 'contacts'],
    ['people', 'addresses'],
  ],
])('the pages about the own company for somebody who may %j are %j', (rights, pages) => {
  expect(companyPages(linksOf('/s/shop'), rights).map(({ id }) => id)).toEqual(pages);
});
