import { intake, PlatformError, type Issue, type Json, type KindPart, type TraceStep } from '@docket/sdk';
import type { Caller } from '../../access/access.ts';
import { byActor } from '../../audit/audit.ts';
import { asideOf, callFor, checkContent, diffContent, offersOf } from '../../content/content.ts';
import { errors } from '../../errors.ts';
import type { Database } from '../../kernel/database.ts';
import type { NewId } from '../../kernel/ids.ts';
import { json, type Call } from '../../kernel/statement.ts';
import type { OfferedKind } from '../../tenants/tenants.ts';
import { intakeRequest } from '../outcomes.ts';
import { offeredKind } from '../requests.ts';
import { senderOfRow } from '../sender.ts';
import { filesOfRequests, requestsForStaff, type RequestDetailRow, type RequestFileRow } from '../store.ts';
import { saveWorkingCopy } from './store-correcting.ts';

/** A waiting request as staff correct it: everything that the forms of its parts show. */
export interface CorrectionForm {
  readonly parts: readonly KindPart[];
  readonly content: Json;
  /** Sent back when a part is saved, or the request decided. */
  readonly version: number;
  /** What of the plugin's settings may reach a browser, as it holds for the customer and its service. */
  readonly settings: Readonly<Record<string, Json>>;
  readonly offers: Json;
  /** Paths of the optional fields that stand behind "+ Add information". */
  readonly aside: readonly string[];
  readonly issues: readonly Issue[];
  readonly files: readonly RequestFileRow[];
}

/** One part as its form has it. */
export interface CorrectedPart {
  readonly base: number;
  readonly part: string;
  readonly form: Json;
}

/** The working copy's version since, and what is still found in it. */
export interface Corrected {
  readonly version: number;
  readonly issues: readonly Issue[];
}

type Rows = readonly (readonly unknown[])[];

/** What correcting reads, besides the session. */
export const correctionPreload = (id: string): readonly Call[] => [
  requestsForStaff({ ids: [id] }),
  filesOfRequests({ ids: [id] }),
];

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
}

/** Staff's working copies of requests that wait to become orders; what was received stays beside them as it came. */
export type Corrections = ReturnType<typeof createCorrections>;

export function createCorrections({ database, newId }: Dependencies) {
  return {
    /** The form of the request of the preloaded rows, as it holds for its customer and service. */
    async form(call: Caller, rows: Rows): Promise<CorrectionForm> {
      const { request, files } = correctable(rows);
      const offered = offeredKind(call, request.kind);
      const customer = request.customer_id ?? undefined;
      const own = await callFor(call, offered, customer, request.content);
      return {
        parts: offered.kind.parts,
        content: request.content,
        version: request.content_version,
        settings: own.shop.publicSettingsOf(offered.plugin),
        offers: await offersOf(own, offered, customer),
        aside: await asideOf(own, offered, customer),
        issues: request.issues as unknown as readonly Issue[],
        files,
      };
    },

    /**
     * Brings one part of a submitted form into the working copy, right or wrong, and answers what is found in it now. Refuses
     * with `request.stale` what a colleague has corrected meanwhile: the details hold both.
     */
    async edit(call: Caller, rows: Rows, { base, part, form }: CorrectedPart): Promise<Corrected> {
      const { request, files } = correctable(rows);
      const offered = offeredKind(call, request.kind);
      const { kind } = offered;
      if (!kind.parts.some(({ id }) => id === part)) throw new PlatformError(errors['not-found']);
      const typed = kind.merge(request.content, part, form);
      const stale = (): PlatformError =>
        new PlatformError(
          errors['request.stale'],
          {},
          {
            details: {
              typed,
              content: request.content,
              version: request.content_version,
              changes: diffContent(kind, request.content, typed),
            },
          },
        );
      if (request.content_version !== base) throw stale();
      const { content, issues, trace } = await findings(call, offered, request, typed, files);
      const [[saved]] = await database.withTenant(call.shop.tenant.id).run(
        saveWorkingCopy({
          id: request.id,
          base,
          content: json(content),
          issues: json(issues),
          trace: json(trace),
          changes: json(diffContent(kind, request.content, content)),
          by: byActor(call.actor),
          auditId: newId(call.now),
          now: call.now,
        }),
      );
      if (!saved) throw stale();
      return { version: saved.version, issues };
    },
  };
}

interface Held {
  readonly request: RequestDetailRow;
  readonly files: readonly RequestFileRow[];
}

interface Findings {
  readonly content: Json;
  readonly issues: readonly Issue[];
  readonly trace: readonly TraceStep[];
}

function correctable(rows: Rows): Held {
  const [[request], files] = rows as [readonly RequestDetailRow[], readonly RequestFileRow[]];
  if (!request) throw new PlatformError(errors['not-found']);
  if (request.intent !== 'create') throw new PlatformError(errors['request.not-here']);
  if (request.state !== 'waiting') throw new PlatformError(errors['request.decided']);
  return { request, files };
}

/**
 * What the kind's check and, where nothing of it refuses, the plugins say; and the content as it is kept: what passes as the kind
 * writes it, else as it was typed. It came when it was sent, under its own flow, and a person looks at it: what somebody may
 * decide is not refused.
 */
async function findings(
  call: Caller,
  offered: OfferedKind,
  request: RequestDetailRow,
  typed: Json,
  files: readonly RequestFileRow[],
): Promise<Findings> {
  const own = await callFor(call, offered, request.customer_id ?? undefined, typed);
  const { content, issues } = checkContent(own, offered, typed, files);
  if (content === undefined) return { content: typed, issues, trace: [] };
  const arrived = { flow: request.flow, refers: true, receivedAt: request.submitted_at ?? call.now };
  const asked = intakeRequest(request.id, offered, request, senderOfRow(request), content, arrived);
  const guarded = await own.shop.hooks.guard(intake.validate, asked, own);
  return { content, issues: [...issues, ...guarded.issues], trace: guarded.trace };
}
