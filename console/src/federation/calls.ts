import { api, read, type Schemas } from '../api/client';
import { orgKey } from '../org/data';

/** Whose providers they are: an organization's by its id, or null for the vendor's. */
export type ProviderOwner = string | null;
export type Provider = Schemas['IdentityProvider'] | Schemas['VendorIdentityProvider'];
export type Wanted = Schemas['IdentityProviderChange'];

export function providersKey(owner: ProviderOwner) {
  return owner === null ? ['vendor', 'providers'] : orgKey(owner, 'providers');
}

export function listProviders(owner: ProviderOwner): Promise<{ items: Provider[] }> {
  return owner === null
    ? read(api.GET('/v1/identity-providers'))
    : read(api.GET('/v1/organizations/{organization}/identity-providers', { params: { path: { organization: owner } } }));
}

export function makeProvider(owner: ProviderOwner, wanted: Wanted): Promise<Provider> {
  const body = wanted as never;
  return owner === null
    ? read(api.POST('/v1/identity-providers', { body }))
    : read(
        api.POST('/v1/organizations/{organization}/identity-providers', {
          params: { path: { organization: owner } },
          body,
        }),
      );
}

export function changeProvider(owner: ProviderOwner, provider: string, wanted: Wanted): Promise<Provider> {
  const body = wanted as never;
  return owner === null
    ? read(api.PUT('/v1/identity-providers/{provider}', { params: { path: { provider } }, body }))
    : read(
        api.PUT('/v1/organizations/{organization}/identity-providers/{provider}', {
          params: { path: { organization: owner, provider } },
          body,
        }),
      );
}

export function removeProvider(owner: ProviderOwner, provider: string) {
  return owner === null
    ? read(api.DELETE('/v1/identity-providers/{provider}', { params: { path: { provider } } }))
    : read(
        api.DELETE('/v1/organizations/{organization}/identity-providers/{provider}', {
          params: { path: { organization: owner, provider } },
        }),
      );
}

export function testProvider(owner: ProviderOwner, provider: string) {
  return owner === null
    ? read(api.POST('/v1/identity-providers/{provider}/test', { params: { path: { provider } } }))
    : read(
        api.POST('/v1/organizations/{organization}/identity-providers/{provider}/test', {
          params: { path: { organization: owner, provider } },
        }),
      );
}

/** Where to go on when the browser is back from a provider. */
const THEN = 'scrip.sign-on.then';

export function goTo(location: string, then: string): void {
  sessionStorage.setItem(THEN, then);
  window.location.assign(location);
}

export function thenOf(): string | null {
  const then = sessionStorage.getItem(THEN);
  sessionStorage.removeItem(THEN);
  return then && /^\/(?!\/)/.test(then) ? then : null;
}
