/// <reference types="@docket/sdk/virtual" />
import type { Language } from '@docket/ui/language.ts';

declare global {
  namespace App {
    /** A refusal as the error page shows it: `code` names the messages `error.<code>` and `error.<code>.next`. */
    interface Error {
      code?: string;
      params?: Readonly<Record<string, string | number>>;
      /** What support finds the request by. */
      requestId?: string;
    }

    interface Locals {
      language: Language;
    }
  }
}
