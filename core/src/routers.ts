import type { ContactSignIn } from './access/contact-sign-in.ts';
import type { EmailMatch } from './access/email-match.ts';
import type { Forgotten } from './access/forgotten.ts';
import type { Invitations } from './access/invitations.ts';
import type { OwnPasskeys } from './access/own-passkeys.ts';
import type { PasskeySignIn } from './access/passkey-sign-in.ts';
import { passkeysPortalRouter, passkeysStaffRouter } from './access/passkeys-router.ts';
import type { Account } from './access/account.ts';
import { accountRouter } from './access/account-router.ts';
import type { Bundles } from './access/bundles.ts';
import type { Members } from './access/members.ts';
import type { Keys } from './access/keys.ts';
import { keysRouter } from './access/keys-router.ts';
import { membersRouter, rolesRouter } from './access/members-router.ts';
import { accessPortalRouter } from './access/portal-router.ts';
import type { SecondStep } from './access/second-step.ts';
import type { Looks } from './access/looks.ts';
import type { Previews } from './access/previews.ts';
import type { Sessions } from './access/sessions.ts';
import { accessStaffRouter } from './access/staff-router.ts';
import type { StaffSignIn } from './access/staff-sign-in.ts';
import type { Approvals } from './approvals/approvals.ts';
import { approvalsPortalRouter } from './approvals/portal-router.ts';
import { approvalsStaffRouter } from './approvals/staff-router.ts';
import type { Audit } from './audit/lines.ts';
import { auditStaffRouter } from './audit/staff-router.ts';
import type { Customers } from './customers/customers.ts';
import { importsStaffRouter } from './customers/importing/staff-router.ts';
import { customersPortalRouter } from './customers/portal-router.ts';
import { customersStaffRouter } from './customers/staff-router.ts';
import type { Defaults } from './defaults/defaults.ts';
import { defaultsStaffRouter } from './defaults/staff-router.ts';
import type { Files } from './files/files.ts';
import { filesPortalRouter } from './files/portal-router.ts';
import type { LoadedPlugin } from './kernel/registry.ts';
import type { Notices } from './notices/notices.ts';
import { noticesPortalRouter } from './notices/portal-router.ts';
import { noticesStaffRouter } from './notices/staff-router.ts';
import type { Orders } from './orders/orders.ts';
import { ordersPortalRouter } from './orders/portal-router.ts';
import { ordersStaffRouter } from './orders/staff-router.ts';
import { privacyPortalRouter } from './privacy/portal-router.ts';
import type { Privacy } from './privacy/privacy.ts';
import { privacyStaffRouter } from './privacy/staff-router.ts';
import { pluginRouters } from './plugin-routers.ts';
import { mergeRouters, router } from './procedures.ts';
import type { Corrections } from './requests/correcting/corrections.ts';
import type { Decisions } from './requests/decisions.ts';
import type { Drafts } from './requests/drafts.ts';
import type { Changes } from './requests/changing/changes.ts';
import type { Deciding } from './requests/changing/deciding.ts';
import { changesPortalRouter } from './requests/changing/portal-router.ts';
import { changesStaffRouter } from './requests/changing/staff-router.ts';
import { programsRouter } from './requests/programs/api-router.ts';
import type { Programs } from './requests/programs/programs.ts';
import { requestsPortalRouter } from './requests/portal-router.ts';
import type { Requests } from './requests/requests.ts';
import { requestsStaffRouter } from './requests/staff-router.ts';
import type { Forms } from './tenants/forms.ts';
import type { NarrowSettingsModule } from './tenants/narrow-settings.ts';
import type { Plugins } from './tenants/plugins.ts';
import type { ShopHosts } from './tenants/hosts.ts';
import type { ShopInfo } from './tenants/shop-info.ts';
import {
  hostsStaffRouter,
  formsStaffRouter,
  narrowSettingsStaffRouter,
  pluginsStaffRouter,
  shopStaffRouter,
} from './tenants/staff-router.ts';

/** The deep modules behind the routers. */
export interface Nouns {
  readonly contactSignIn: ContactSignIn;
  readonly staffSignIn: StaffSignIn;
  readonly secondStep: SecondStep;
  readonly forgotten: Forgotten;
  readonly account: Account;
  readonly invitations: Invitations;
  readonly sessions: Sessions;
  readonly passkeySignIn: PasskeySignIn;
  readonly ownPasskeys: OwnPasskeys;
  readonly emailMatch: EmailMatch;
  readonly keys: Keys;
  readonly members: Members;
  readonly bundles: Bundles;
  readonly previews: Previews;
  readonly looks: Looks;
  readonly customers: Customers;
  readonly defaults: Defaults;
  readonly requests: Requests;
  readonly drafts: Drafts;
  readonly changes: Changes;
  readonly programs: Programs;
  readonly decisions: Decisions;
  readonly corrections: Corrections;
  readonly deciding: Deciding;
  readonly orders: Orders;
  readonly approvals: Approvals;
  readonly files: Files;
  readonly notices: Notices;
  readonly plugins: Plugins;
  readonly narrowSettings: NarrowSettingsModule;
  readonly forms: Forms;
  readonly audit: Audit;
  readonly shopInfo: ShopInfo;
  readonly hosts: ShopHosts;
  readonly privacy: Privacy;
}

/** What customers may call, without plugins: the typed part. */
export const portalNouns = ({
  contactSignIn,
  invitations,
  sessions,
  passkeySignIn,
  ownPasskeys,
  emailMatch,
  previews,
  customers,
  requests,
  drafts,
  changes,
  orders,
  approvals,
  files,
  notices,
  privacy,
}: Nouns) =>
  router({
    access: accessPortalRouter({ contactSignIn, invitations, sessions, emailMatch, previews }),
    passkeys: passkeysPortalRouter({ passkeySignIn, ownPasskeys }),
    customers: customersPortalRouter(customers),
    requests: requestsPortalRouter({ requests, drafts }),
    changes: changesPortalRouter(changes),
    orders: ordersPortalRouter(orders),
    approvals: approvalsPortalRouter(approvals),
    files: filesPortalRouter(files),
    notices: noticesPortalRouter(notices),
    privacy: privacyPortalRouter(privacy),
  });

/** What staff may call, without plugins: the typed part. */
export const staffNouns = ({
  staffSignIn,
  secondStep,
  forgotten,
  account,
  invitations,
  sessions,
  passkeySignIn,
  ownPasskeys,
  emailMatch,
  keys,
  members,
  bundles,
  previews,
  looks,
  customers,
  defaults,
  decisions,
  corrections,
  deciding,
  orders,
  approvals,
  notices,
  plugins,
  narrowSettings,
  forms,
  audit,
  shopInfo,
  hosts,
  privacy,
}: Nouns) =>
  router({
    access: accessStaffRouter({
      staffSignIn,
      secondStep,
      forgotten,
      invitations,
      sessions,
      looks,
      emailMatch,
      previews,
    }),
    account: accountRouter(account, sessions),
    keys: keysRouter(keys),
    members: membersRouter(members),
    roles: rolesRouter(bundles),
    passkeys: passkeysStaffRouter({ passkeySignIn, ownPasskeys }),
    customers: customersStaffRouter(customers),
    imports: importsStaffRouter(customers),
    defaults: defaultsStaffRouter(defaults),
    requests: requestsStaffRouter(decisions, corrections),
    changes: changesStaffRouter(deciding),
    orders: ordersStaffRouter(orders),
    approvals: approvalsStaffRouter(approvals),
    notices: noticesStaffRouter(notices),
    plugins: pluginsStaffRouter(plugins),
    settings: narrowSettingsStaffRouter(narrowSettings),
    forms: formsStaffRouter(forms),
    audit: auditStaffRouter(audit),
    shop: shopStaffRouter(shopInfo),
    hosts: hostsStaffRouter(hosts),
    privacy: privacyStaffRouter(privacy),
  });

/** What programs of customers may call with a key. */
export const apiNouns = ({ programs, requests }: Nouns) => router({ requests: programsRouter({ programs, requests }) });

/** Every router of a shop, whole. Plugins' procedures are typed by their own interfaces (`pluginCaller`). */
export const routersOf = (nouns: Nouns, plugins: readonly LoadedPlugin[]) => ({
  portal: mergeRouters(portalNouns(nouns), pluginRouters(plugins, 'portal')) as ReturnType<typeof portalNouns>,
  staff: mergeRouters(staffNouns(nouns), pluginRouters(plugins, 'staff')) as ReturnType<typeof staffNouns>,
  api: apiNouns(nouns),
});
