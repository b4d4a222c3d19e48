import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { operatorCallerFactory } from './operator/procedures.ts';
import type { operatorRouter } from './operator/router.ts';
import type { callerFactory } from './procedures.ts';
import type { apiNouns, portalNouns, staffNouns } from './routers.ts';

export type { AppScope, ShopFace } from './app-scope.ts';

/** The typed API of the portal: `createClient<PortalRouter>({ door: 'portal', base })`. */
export type PortalRouter = ReturnType<typeof portalNouns>;
/** The typed API of the admin. */
export type StaffRouter = ReturnType<typeof staffNouns>;
/** What programs of customers call with a key, below `/trpc/api`. */
export type ProgramRouter = ReturnType<typeof apiNouns>;
/** The typed API of operators: `createClient<OperatorRouter>({ door: 'operator', base: '' })`. */
export type OperatorRouter = ReturnType<typeof operatorRouter>;

/** The same procedures, called in process while a page is drawn. */
export type PortalCaller = ReturnType<ReturnType<typeof callerFactory<PortalRouter['_def']['record']>>>;
export type StaffCaller = ReturnType<ReturnType<typeof callerFactory<StaffRouter['_def']['record']>>>;
export type OperatorCaller = ReturnType<ReturnType<typeof operatorCallerFactory<OperatorRouter['_def']['record']>>>;

/** What each procedure takes, by its path. */
export type PortalInputs = inferRouterInputs<PortalRouter>;

/** What each procedure answers, by its path. */
export type PortalOutputs = inferRouterOutputs<PortalRouter>;
export type StaffOutputs = inferRouterOutputs<StaffRouter>;
export type OperatorOutputs = inferRouterOutputs<OperatorRouter>;
