export { open, portal, staff } from './api.ts';
export type { Download, Gate, MadeFile, PluginApi, PluginDownloads, PluginUploads, Procedure, Upload } from './api.ts';
export {
  approval,
  ApprovalState,
  ApproverRule,
  Choice,
  Decision,
  isPlace,
  mostApprovers,
  mostTicks,
  OfflineWay,
  shownOf,
} from './approval.ts';
export type {
  Approval,
  ApprovalRecord,
  Approver,
  AskedPerson,
  AskedQuestion,
  GivenAnswer,
  OfflineAnswer,
  OwnApprovals,
  ProvenAnswer,
  Question,
  RecordedAnswer,
  ShownLine,
  ShownValue,
  Void,
} from './approval.ts';
export type { Actor, CallContext, SettingOrigins, SettingsSubject, Tenant } from './context.ts';
export { customers, Figure, Hold } from './customers.ts';
export { defineDistribution, type Distribution } from './distribution.ts';
export { defineErrors, PlatformError, type ErrorDefinition } from './errors.ts';
export { FormText } from './form-text.ts';
export { defineHook, on } from './hooks.ts';
export type { Answer, Handler, Hook, HookKind, HookPolicy, OwnRow, Position, Tap } from './hooks.ts';
export {
  Accepted,
  Admission,
  Cancelled,
  Changed,
  Claim,
  Door,
  Fact,
  intake,
  IntakeRequest,
  Intent,
  Obstacle,
  Proposal,
  Revised,
  Service,
  status,
  Target,
  Wish,
} from './intake.ts';
export { Issue, issue, referral, referrals, refuses, Severity } from './issue.ts';
export { defineKind, mostPackages } from './kind.ts';
export type {
  CheckContext,
  Checked,
  ContentField,
  FieldPlace,
  FileFacts,
  Json,
  Kind,
  KindPart,
  MarkedPart,
  Marking,
  Marks,
  OfferContext,
  Package,
  Summary,
  Work,
  WorkDrawing,
} from './kind.ts';
export {
  allowsMove,
  cancelledFrom,
  cancelledStatuses,
  pipelineFaults,
  prefixOf,
  stageOf,
  stages,
  stagesOf,
} from './pipeline.ts';
export type { Pipeline, Stage, Status } from './pipeline.ts';
export { ownStatement } from './own-data.ts';
export type { OwnChange, OwnData, OwnRows, OwnStatement, OwnStatementOf } from './own-data.ts';
export { mostUses } from './own-files.ts';
export type { EarlierAsked, EarlierFile, FilePicture, GivenFile, MadeUpFile, OwnFiles } from './own-files.ts';
export type { OrderFacts, OwnOrders } from './own-orders.ts';
export { byline, inTurns, isStale } from './own-writes.ts';
export { definePlugin, describePlugin } from './plugin.ts';
export type { Permission, PluginDescriptor, PluginJob, PluginServer } from './plugin.ts';
export { businessRecord, freeText, personal, technical } from './privacy.ts';
export type { ColumnPrivacy, Erased, Exported, Owner, PersonKind, TablePrivacy } from './privacy.ts';
export { contactRights, ordinaryRights, type ContactRight } from './rights.ts';
export { scopes, setting, TraceStep, type SettingMeta, type SettingScope } from './settings.ts';
export {
  entriesOfSlot,
  entryName,
  entryOfForm,
  entryOfView,
  entryOwner,
  slots,
  type SlotName,
  type UiEntry,
} from './slot.ts';
export type {
  CustomerSlotProps,
  FormFile,
  FormProps,
  HomeSlotProps,
  OrderSlotProps,
  PluginSettingsProps,
  PostedToPlugin,
  ReusableFile,
  SavedAddress,
  ShownChange,
  SlotProps,
  ViewProps,
} from './ui-props.ts';
