import { definePlugin, describePlugin, intake, on, status, type PluginDescriptor } from '@docket/sdk';

/** Plugins that tap every hook of a submit and have nothing to say: the price of the plugin layer alone. */
export const noopPlugins = (count: number): readonly PluginDescriptor[] => Array.from({ length: count }, noopPlugin);

function noopPlugin(_: unknown, index: number): PluginDescriptor {
  return describePlugin({
    id: `noop-${index}`,
    version: '1.0.0',
    title: `Nothing ${index}`,
    about: 'Taps every hook and says nothing.',
    activation: 'on',
    server: async () => ({ server: silent }),
  });
}

const silent = definePlugin({
  hooks: [
    on(intake.kinds, () => undefined),
    on(intake.prefill, () => undefined),
    on(intake.validate, () => []),
    on(intake.admit, () => undefined),
    on(intake.writing, () => []),
    on(status.initial, () => undefined),
    on(status.mayMove, () => []),
  ],
});
