import { api, keyed, read, type Schemas } from '../api/client';
import { orgKey } from './data';

/** Whose API keys they are: an organization's by its id, or null for those of the vendor and its products. */
export type KeyOwner = string | null;

export function keysKey(owner: KeyOwner) {
  return owner === null ? ['vendor', 'keys'] : orgKey(owner, 'keys');
}

export function keysPath(owner: KeyOwner): string {
  return owner === null ? '/v1/keys' : `/v1/organizations/${owner}/keys`;
}

export function listKeys(owner: KeyOwner, query: { limit: number } & object) {
  return owner === null
    ? read(api.GET('/v1/keys', { params: { query } }))
    : read(api.GET('/v1/organizations/{organization}/keys', { params: { path: { organization: owner }, query } }));
}

export function makeKey(owner: KeyOwner, wanted: Schemas['ProductKeyWanted'], key: string) {
  const header = keyed(key);
  return owner === null
    ? read(api.POST('/v1/keys', { params: { header }, body: wanted }))
    : read(
        api.POST('/v1/organizations/{organization}/keys', {
          params: { path: { organization: owner }, header },
          body: wanted,
        }),
      );
}

export function limitKey(owner: KeyOwner, id: string, units: number) {
  const body = { units_per_second: units };
  return owner === null
    ? read(api.PUT('/v1/keys/{api_key}', { params: { path: { api_key: id } }, body }))
    : read(
        api.PUT('/v1/organizations/{organization}/keys/{api_key}', {
          params: { path: { organization: owner, api_key: id } },
          body,
        }),
      );
}

export function revokeKey(owner: KeyOwner, id: string) {
  return owner === null
    ? read(api.DELETE('/v1/keys/{api_key}', { params: { path: { api_key: id } } }))
    : read(
        api.DELETE('/v1/organizations/{organization}/keys/{api_key}', {
          params: { path: { organization: owner, api_key: id } },
        }),
      );
}

export function rotateKey(owner: KeyOwner, id: string, hours: number) {
  const body = { old_hours: hours };
  return owner === null
    ? read(api.POST('/v1/keys/{api_key}/rotate', { params: { path: { api_key: id } }, body }))
    : read(
        api.POST('/v1/organizations/{organization}/keys/{api_key}/rotate', {
          params: { path: { organization: owner, api_key: id } },
          body,
        }),
      );
}

export function endSecret(owner: KeyOwner, id: string, secret: string) {
  return owner === null
    ? read(api.DELETE('/v1/keys/{api_key}/secrets/{secret}', { params: { path: { api_key: id, secret } } }))
    : read(
        api.DELETE('/v1/organizations/{organization}/keys/{api_key}/secrets/{secret}', {
          params: { path: { organization: owner, api_key: id, secret } },
        }),
      );
}
