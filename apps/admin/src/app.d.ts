/// <reference types="@docket/sdk/virtual" />
import type { Refusal } from '@docket/sdk/client';
import type { Language } from '@docket/ui/language.ts';

declare global {
  namespace App {
    /** A refusal by its code (messages `error.<code>` and `error.<code>.next`), and what to name when asking for help. */
    interface Error {
      code?: Refusal['code'] | undefined;
      params?: Refusal['params'] | undefined;
      reference?: string | undefined;
    }

    interface Locals {
      language: Language;
    }
  }
}
