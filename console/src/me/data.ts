import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';

export const ME = ['me'];

/** Who I am, with my roles everywhere. */
export function useMe() {
  return useQuery({ queryKey: [...ME, 'session'], queryFn: () => read(api.GET('/v1/session')) });
}

/** The zone of this browser: these pages are about a person, not about an organization. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
