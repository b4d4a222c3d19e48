import { defineErrors, PlatformError } from '@docket/sdk';

/** Refusals of the kernel: code, HTTP status, sentence and next step. */
export const kernelErrors = defineErrors({
  'plugin.failed': {
    status: 503,
    sentence: 'A part of the service failed, so nothing was saved.',
    next: 'Try again in a minute; nothing you typed is lost.',
  },
  'dependency.down': {
    status: 503,
    sentence: 'A part of the service is not reachable.',
    next: 'Try again in a minute; nothing you typed is lost.',
  },
});

/** A plugin failed where its failure aborts the whole: which one is for the log and staff, not for the answer. */
export class PluginAbort extends PlatformError {
  readonly plugin: string;
  readonly hook: string;

  constructor(plugin: string, hook: string, cause: unknown) {
    super(kernelErrors['plugin.failed'], {}, { cause });
    this.name = 'PluginAbort';
    this.plugin = plugin;
    this.hook = hook;
  }
}
