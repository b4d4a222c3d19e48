import { describe, expect, it } from 'vitest';
import { guessColumns, importFields } from './mapping.ts';

/** The header of our own export. */
const own = [
  'Customer',
  'Link',
  'E-mail',
  'Phone',
  'Note',
  'Person',
  'Person’s e-mail',
  'Person’s phone',
  'Person’s rights',
  'Address',
  'Company',
  'Recipient',
  'Street',
  'Street, second line',
  'City',
  'Region',
  'Postcode',
  'Country',
  'Address phone',
];

describe('what columns hold', () => {
  it('is found in our own export, each field once', () => {
    const found = guessColumns(own);
    expect(found).toEqual(
      ['name', 'link', 'email', 'phone', 'note', 'contactName', 'contactEmail', 'contactPhone', 'contactRights'].concat(
        importFields.filter((field) => field.startsWith('address')),
      ),
    );
  });

  it.each([
    ['Name,Email,Phone', 'name,contactEmail,phone'],
    ['NAME ; é-Mail ; télé', 'name,contactEmail,'],
    ['Company,Name,Email', 'name,contactName,contactEmail'],
    ['Company name,Contact person,E-Mail Address,Company e-mail', 'name,contactName,contactEmail,email'],
    [
      'First Name,Last Name,Email,Company,Address1,Address2,City,Province,Country,Zip,Phone',
      'contactFirstName,contactLastName,contactEmail,name,address-street,address-street2,address-city,address-region,address-country,address-postcode,phone',
    ],
    ['Customer,Company,Address', 'name,address-company,address-street'],
    ['Customer,Street,Address', 'name,address-street,addressLabel'],
    ['Customer,Contact e-mail,E-mail', 'name,contactEmail,email'],
    ['Birthday,Shoe size,', ',,'],
    ['Customer,Customer', 'name,'],
  ])('is guessed of “%s”', (header, fields) => {
    expect(guessColumns(header.split(/[,;]/)).join()).toBe(fields);
  });
});
