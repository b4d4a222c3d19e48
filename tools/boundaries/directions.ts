import type { Edge } from './edges.ts';

/** A direction in which no import may go. */
export interface Direction {
  /** The rule, as a sentence that a failure prints. */
  readonly rule: string;
  /** Where the code belongs instead. */
  readonly belongs: string;
  /** The files it speaks of. */
  readonly from: RegExp;
  /** Files it speaks of otherwise, but lets through. */
  readonly except?: RegExp;
  readonly forbids: (edge: Edge) => boolean;
}

/** Tests, and what they share. */
const test = /\.(test|fixture)\.ts$|\/testing\//;
/** Stories run a whole distribution: the server, its plugins, a browser. */
const story = /\.story\.test\.ts$|\/stories\//;
const anyPackage = /^@docket\//;
const sdk = /^@docket\/sdk(\/|$)/;
const ui = /^@docket\/ui(\/|$)/;
/** The entry of a plugin, as a distribution lists it. */
const isPlugin = (to: string): boolean =>
  /^@docket\/[^/]+$/.test(to) && !/^@docket\/(admin|portal|server|ui)$/.test(to);
const isWorkspace = (to: string): boolean => anyPackage.test(to);
const isNpm = (to: string): boolean =>
  /^(@?[a-z])/.test(to) && !/^(node:|virtual:|\$)/.test(to) && !isWorkspace(to) && !isRepositoryFile(to);
const isRepositoryFile = (to: string): boolean => /^(core|sdk|plugins|apps|examples|bench|tools)\//.test(to);
const homeOf = (file: string): string => /^(core|bench|tools|[a-z]+\/[^/]+)\//.exec(file)?.[1] ?? '.';
const nounOf = (file: string): string | undefined =>
  /^core\/src\/(?!kernel\/|testing\/|migrations\/|http\/)([^/]+)\//.exec(file)?.[1];
const isDeepModule = (file: string): boolean => /^core\/src\/([^/]+)\/\1\.ts$/.test(file);

/** The table of ARCHITECTURE.md, "Directions". Imports that no line forbids are allowed. */
export const directions: readonly Direction[] = [
  {
    rule: 'A package reaches another one by its name, never by a path into it.',
    belongs: 'Export what is needed from an entry of the other package and import that.',
    from: /^(core|sdk|plugins|apps|examples)\//,
    forbids: ({ from, to }) => isRepositoryFile(to) && homeOf(from) !== homeOf(to),
  },
  {
    rule: 'The SDK depends on zod alone; its entries client, temporal and vite may use their peers.',
    belongs: 'What needs more belongs to core (behaviour) or to @docket/ui (components).',
    from: /^sdk\/plugin\/src\//,
    except: test,
    forbids: ({ from, to }) => {
      const peers = /\/(client|temporal|vite)(\.ts$|\/)/.test(from)
        ? /^(zod|@trpc\/(client|server)|temporal-polyfill|vite)(\/|$)/
        : /^zod(\/|$)/;
      return isWorkspace(to) || (isNpm(to) && !peers.test(to));
    },
  },
  {
    rule: '@docket/ui knows the SDK and no other package of ours.',
    belongs: 'A component that needs more receives it as a prop, or belongs to the app or plugin that has it.',
    from: /^sdk\/ui\//,
    forbids: ({ to }) => isWorkspace(to) && !sdk.test(to) && !ui.test(to),
  },
  {
    rule: 'core knows the SDK and no other package of ours.',
    belongs: 'A rule of one trade belongs to a plugin; what is drawn belongs to the apps and @docket/ui.',
    from: /^core\//,
    forbids: ({ to }) => isWorkspace(to) && !sdk.test(to),
  },
  {
    rule: 'A plugin knows the SDK, @docket/ui and what another plugin provides; core and other plugins only in its tests.',
    belongs:
      'What a plugin needs of the platform is a hook, a slot or a contract of @docket/sdk; of another plugin, its entry "provides".',
    from: /^plugins\//,
    except: story,
    forbids: ({ from, to }) =>
      isWorkspace(to) &&
      !sdk.test(to) &&
      !ui.test(to) &&
      !/^@docket\/[^/]+\/provides$/.test(to) &&
      !(test.test(from) && (/^@docket\/core(\/|$)/.test(to) || isPlugin(to))),
  },
  {
    rule: 'Portal and admin know the SDK, @docket/ui and the types of @docket/core/api, and name no plugin.',
    belongs: 'What a plugin shows goes through a slot; what the server knows goes through the typed client.',
    from: /^apps\/(portal|admin)\//,
    forbids: ({ to, isType }) =>
      isWorkspace(to) && !sdk.test(to) && !ui.test(to) && !(isType && /^@docket\/core(\/api)?$/.test(to)),
  },
  {
    rule: 'The server names no plugin; only distributions and its tests do.',
    belongs: 'List the plugin in a distribution (examples/*/docket.config.ts).',
    from: /^apps\/server\//,
    except: test,
    forbids: ({ to }) => isWorkspace(to) && !/^@docket\/(core|sdk|ui|server|portal|admin)(\/|$)/.test(to),
  },
  {
    rule: 'Only core/src/kernel and core/src/platform-services.ts name the DI container.',
    belongs: 'Take what you need as a parameter, or ask the kernel for a service by its token.',
    from: /./,
    except: /^core\/src\/(kernel\/|platform-services\.ts$)/,
    forbids: ({ to }) => /^(tsyringe|reflect-metadata)(\/|$)/.test(to),
  },
  {
    rule: 'The kernel knows no noun of the domain.',
    belongs: 'Pass it in as a parameter or a hook; what names a noun belongs to core/src/<noun>.',
    from: /^core\/src\/kernel\//,
    forbids: ({ to }) => nounOf(to) !== undefined,
  },
  {
    rule: 'A noun of core reaches another one through its deep module only (core/src/<noun>/<noun>.ts).',
    belongs: 'Add a verb to the other noun’s deep module; its rules, store and routers are its own.',
    from: /^core\/src\//,
    except: test,
    forbids: ({ from, to }) =>
      nounOf(from) !== undefined && nounOf(to) !== undefined && nounOf(from) !== nounOf(to) && !isDeepModule(to),
  },
  {
    rule: 'No code is shut into a sandbox of this process: every one of them has been left by what was in it.',
    belongs: 'Run what is not trusted in a process of its own; what must be small, as data that our own code reads.',
    from: /./,
    forbids: ({ to }) => /^(node:vm|vm|vm2|isolated-vm)(\/|$)/.test(to),
  },
  {
    rule: 'What is made for tests is used by tests only.',
    belongs: 'Move what production needs out of core/src/testing.',
    from: /^core\/src\//,
    except: test,
    forbids: ({ to }) => to.startsWith('core/src/testing/'),
  },
];

/** What is wrong with the edges, one sentence each, with the place and where the code belongs. */
export function forbiddenEdges(edges: readonly Edge[], table: readonly Direction[] = directions): readonly string[] {
  return edges.flatMap((edge) =>
    table
      .filter(({ from, except, forbids }) => from.test(edge.from) && !except?.test(edge.from) && forbids(edge))
      .map(({ rule, belongs }) => `${edge.from} imports ${edge.to}.\n  ${rule}\n  ${belongs}`),
  );
}
