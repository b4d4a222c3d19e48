import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import { rolePreload, rolesPreload, type Bundles } from './bundles.ts';
import { EmailInput, NameInput } from './inputs.ts';
import {
  changeRolePreload,
  invitePreload,
  memberPreload,
  membersPreload,
  sendLinkPreload,
  type Members,
} from './members.ts';
import { firstRoleIds } from './roles.ts';

const manager = { door: 'staff', permission: 'staff.manage' } as const;
const Nothing = z.strictObject({});
const ById = z.strictObject({ id: z.uuid() });
const RoleId = z.union([z.enum(firstRoleIds), z.uuid()]);
const ByRole = z.strictObject({ id: RoleId });

/** Who works in the shop. */
export const membersRouter = (members: Members) =>
  router({
    list: procedure(manager, Nothing, (_, edge) => membersPreload(edge)).query(({ ctx }) => members.list(ctx.rows)),
    invite: procedure(manager, z.strictObject({ name: NameInput, email: EmailInput, role: RoleId }), ({ role }, edge) =>
      invitePreload(role, edge),
    ).mutation(({ ctx, input }) => members.invite(ctx.call, input, ctx.rows)),
    sendLink: procedure(manager, ById, ({ id }, edge) => sendLinkPreload(id, edge)).mutation(({ ctx, input }) =>
      members.sendLink(ctx.call, input.id, ctx.rows),
    ),
    revokeLink: procedure(manager, ById, ({ id }, edge) => memberPreload(id, edge)).mutation(({ ctx, input }) =>
      members.revokeLink(ctx.call, input.id, ctx.rows),
    ),
    resetFactor: procedure(manager, ById, ({ id }, edge) => memberPreload(id, edge)).mutation(({ ctx, input }) =>
      members.resetFactor(ctx.call, input.id, ctx.rows),
    ),
    changeRole: procedure(manager, z.strictObject({ id: z.uuid(), role: RoleId }), ({ id, role }, edge) =>
      changeRolePreload(id, role, edge),
    ).mutation(({ ctx, input }) => members.changeRole(ctx.call, input.id, input.role, ctx.rows)),
    remove: procedure(manager, ById, ({ id }, edge) => memberPreload(id, edge)).mutation(({ ctx, input }) =>
      members.remove(ctx.call, input.id, ctx.rows),
    ),
    restore: procedure(manager, ById, ({ id }, edge) => memberPreload(id, edge)).mutation(({ ctx, input }) =>
      members.restore(ctx.call, input.id, ctx.rows),
    ),
  });

/** What the roles of the shop hold. */
export const rolesRouter = (bundles: Bundles) =>
  router({
    list: procedure(manager, Nothing, (_, edge) => rolesPreload(edge)).query(({ ctx }) => bundles.list(ctx.rows)),
    save: procedure(
      manager,
      z.strictObject({
        id: RoleId,
        name: NameInput.nullable(),
        permissions: z.array(z.string().max(80)).max(200),
      }),
      ({ id }, edge) => rolePreload(id, edge),
    ).mutation(({ ctx, input }) => bundles.save(ctx.call, input, ctx.rows)),
    duplicate: procedure(manager, z.strictObject({ id: RoleId, name: NameInput }), ({ id }, edge) =>
      rolePreload(id, edge),
    ).mutation(({ ctx, input }) => bundles.duplicate(ctx.call, input.id, input.name, ctx.rows)),
    remove: procedure(manager, ByRole, ({ id }, edge) => rolePreload(id, edge)).mutation(({ ctx, input }) =>
      bundles.remove(ctx.call, input.id, ctx.rows),
    ),
  });
