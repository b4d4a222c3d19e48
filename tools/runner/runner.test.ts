import { describe, expect, it, vi } from 'vitest';
import { countResults, resultLine } from '../checks/results.mjs';
import { toolEnvironment } from './environment.mjs';
import { capture } from './processes.mjs';
import { runSteps } from './steps.mjs';

describe('the steps of a command', () => {
  it('print a line each, and end at the first that fails', async () => {
    const printed: string[] = [];
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    const log = vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(`${text}\n`));
    const steps = [
      { name: 'Packages', run: async () => 'unchanged' },
      { name: 'Build', run: () => Promise.reject(new Error('broken')) },
      { name: 'Server', run: async () => void printed.push('never') },
    ];
    await expect(runSteps(steps)).rejects.toThrow('broken');
    write.mockRestore();
    log.mockRestore();
    expect(printed.join('').replaceAll(/\d+\.\d s/g, 'T')).toBe(
      '1/3 Packages … T (unchanged)\n2/3 Build … failed after T\n',
    );
  });
});

describe('the environment of our tools', () => {
  it('is free of the outer npm, keeps the way to the registry, and finds the pinned Node.js first', () => {
    const env = toolEnvironment({
      PATH: '/usr/bin',
      HOME: '/home/ann',
      npm_lifecycle_event: 'start',
      npm_config_registry: 'https://registry.example/',
    });
    expect(env).toMatchObject({ HOME: '/home/ann', NPM_CONFIG_REGISTRY: 'https://registry.example/' });
    expect(env).not.toHaveProperty('npm_lifecycle_event');
    expect(env['PATH']).toMatch(/\.toolchain.*:\/usr\/bin$/);
  });
});

describe('a program', () => {
  it('is run to its end, with all that it printed', async () => {
    const script = "console.log('out'); console.error('err'); process.exitCode = 3";
    const { code, output } = await capture(process.execPath, ['-e', script]);
    expect({ code, lines: output.trim().split('\n').toSorted() }).toEqual({ code: 3, lines: ['err', 'out'] });
  });
});

describe('the results of the tests', () => {
  const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

  it('close with one line', () => {
    expect(resultLine(countResults(report, 0))).toBe('3 passed, 0 failed, 1 skipped');
  });

  it('count a file that could not be loaded, and an error outside of any test', () => {
    const broken = { ...report, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect([countResults(broken, 1).failed, countResults(report, 1).failed]).toEqual([1, 1]);
  });
});
