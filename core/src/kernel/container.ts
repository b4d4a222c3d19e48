import 'reflect-metadata';
import { container as root, instanceCachingFactory, type DependencyContainer } from 'tsyringe';

/** Names a service and its type: `<owner>/<Name>`. Compared by id, so that two copies of a package still agree. */
export interface Token<T> {
  readonly id: string;
  /** Never present; carries the type. */
  readonly service?: T;
}

/** Names a service. The owner is `platform` or the plugin's id. */
export const token = <T>(id: `${string}/${string}`): Token<T> => Object.freeze({ id });

/** Gets a service by its token; refuses what the owner may not see. */
export type Resolve = <T>(token: Token<T>) => T;

/** How a service is made: once, by its owner. Nothing of a tenant is ever a service. */
export interface Provision {
  readonly token: Token<unknown>;
  readonly make: (resolve: Resolve) => unknown;
}

/** Pairs a token with its factory, types checked. */
export const provide = <T>(of: Token<T>, make: (resolve: Resolve) => T): Provision =>
  Object.freeze({ token: of, make });

/** An owner of services: the platform, or a plugin. Others see only what it `provides`, plugins only if they need it. */
export interface ServiceOwner {
  readonly id: string;
  readonly needs?: readonly string[];
  readonly services: readonly Provision[];
  readonly provides?: readonly Token<unknown>[];
}

/** Services by owner. */
export interface Services {
  /** Resolves with the eyes of `platform` or of a plugin. */
  of(owner: string): Resolve;
  /** Makes every service; a start and a test do it, with no tenant at hand. */
  makeAll(): void;
}

/**
 * Registers the platform's and the plugins' services, each owner in a container of its own. Throws for a token that
 * is not its owner's, is made twice, or is provided but not made.
 */
export function createServices(platform: ServiceOwner, plugins: readonly ServiceOwner[]): Services {
  const owners = [platform, ...plugins];
  const scopes = new Map(owners.map((owner) => [owner.id, own(owner)]));
  for (const owner of owners) for (const other of visible(owner)) share(other, scopes.get(owner.id)!);
  return {
    of: (owner) => resolver(owner, scopes.get(owner)),
    makeAll: () =>
      owners.forEach(({ id, services }) =>
        services.forEach(({ token: { id: name } }) => scopes.get(id)!.resolve(name)),
      ),
  };

  function visible({ id, needs = [] }: ServiceOwner): readonly ServiceOwner[] {
    return owners.filter((other) => other.id !== id && (other === platform || needs.includes(other.id)));
  }

  function share({ id, provides = [] }: ServiceOwner, scope: DependencyContainer): void {
    const home = scopes.get(id)!;
    for (const { id: name } of provides) {
      if (!home.isRegistered(name)) throw new TypeError(`"${id}" provides "${name}", which it does not make.`);
      scope.register(name, { useFactory: () => home.resolve(name) });
    }
  }
}

function own({ id, services }: ServiceOwner): DependencyContainer {
  const scope = root.createChildContainer();
  for (const { token: made, make } of services) {
    if (!made.id.startsWith(`${id}/`))
      throw new TypeError(`"${id}" may not make "${made.id}": the name must begin with "${id}/".`);
    if (scope.isRegistered(made.id)) throw new TypeError(`"${id}" makes "${made.id}" twice.`);
    // The factory resolves as its owner, whoever asks first: instanceCachingFactory would hand it the asker's container.
    scope.register(made.id, { useFactory: instanceCachingFactory(() => make(resolver(id, scope))) });
  }
  return scope;
}

function resolver(owner: string, scope: DependencyContainer | undefined): Resolve {
  return <T>({ id }: Token<T>): T => {
    if (!scope?.isRegistered(id))
      throw new TypeError(
        `"${owner}" may not see "${id}": it is not its own, nor provided by the platform or a plugin it needs.`,
      );
    return scope.resolve<T>(id);
  };
}
