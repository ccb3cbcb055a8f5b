import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';

export const ME = ['me'];

/** The signed-in person, with all their roles. */
export function useMe() {
  return useQuery({ queryKey: [...ME, 'session'], queryFn: () => read(api.GET('/v1/session')) });
}

/** The zone of this browser: these pages concern a person, not an organization. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
