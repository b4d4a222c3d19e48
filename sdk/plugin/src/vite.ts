/** As much of a Vite plugin as this one is. Vite's own type would make servers that only serve install Vite. */
interface VitePlugin {
  readonly name: string;
  readonly resolveId: (id: string) => string | undefined;
  readonly load: (id: string) => string | undefined;
}

const registry = 'virtual:docket/ui';
const resolved = `\0${registry}`;

/**
 * Compiles the Svelte components of a distribution's plugins into an app, as the module `virtual:docket/ui`: a table
 * of lazy entries by name (`entryName`) to file. Stands before the Svelte plugin. Import the module dynamically only:
 * a static import makes every page load the styles of every plugin.
 */
export function docketUi(entries: Readonly<Record<string, string>>): VitePlugin {
  return {
    name: 'docket-ui',
    resolveId: (id) => (id === registry ? resolved : undefined),
    load: (id) => (id === resolved ? registryModule(entries) : undefined),
  };
}

function registryModule(entries: Readonly<Record<string, string>>): string {
  const lines = Object.entries(entries).map(
    ([name, file]) => `  ${JSON.stringify(name)}: () => import(${JSON.stringify(asModule(file))}),`,
  );
  return `export const entries = {\n${lines.join('\n')}\n};\n`;
}

/** Vite wants slashes, on Windows too. */
const asModule = (file: string): string => file.replaceAll('\\', '/');
