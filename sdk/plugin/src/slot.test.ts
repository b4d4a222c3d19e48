import { describe, expect, it } from 'vitest';
import { entriesOfSlot, entryName, entryOfForm, entryOfView, entryOwner } from './slot.ts';

const component = 'file:///plugins/proofs/Panel.svelte';

describe('a UI entry', () => {
  it('is named by its plugin first, and by what it is', () => {
    expect([
      entryName('proofs', { type: 'slot', slot: 'portal.home', id: 'waiting', component }),
      entryName('garment-orders', { type: 'form', kind: 'garment', part: 'artwork', component }),
      entryName('garment-orders', { type: 'view', kind: 'garment', component }),
    ]).toEqual([
      'proofs:slot:portal.home:waiting',
      'garment-orders:form:garment:artwork',
      'garment-orders:view:garment',
    ]);
  });

  it('tells its owner by its name', () => {
    expect(entryOwner('garment-orders:view:garment')).toBe('garment-orders');
  });

  it('shows and draws a kind for whoever brings it, and nothing of another kind or part', () => {
    const active = ['a:slot:portal.home:note', 'b:form:note:what', 'b:view:note'];
    expect([entryOfView(active, 'note'), entryOfForm(active, 'note', 'what')]).toEqual([
      'b:view:note',
      'b:form:note:what',
    ]);
    expect([entryOfView(active, 'what'), entryOfForm(active, 'note', 'lines')]).toEqual([undefined, undefined]);
  });

  it('fills its own slot and no other, in the sequence of the active ones', () => {
    const active = ['b:slot:portal.home:x', 'a:form:portal.home:x', 'a:slot:portal.home:y', 'a:slot:admin.home:x'];
    expect(entriesOfSlot(active, 'portal.home')).toEqual(['b:slot:portal.home:x', 'a:slot:portal.home:y']);
  });
});
