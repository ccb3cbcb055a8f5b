import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { may } from '../api/access';
import { api, read } from '../api/client';
import { currentRealm } from '../api/realm';
import { useWords } from '../i18n';
import { When } from './format';

const HOUR = 3_600_000;
const STEPS = [1, 24] as const;

/** In milliseconds, the resolution of a browser, so that what is due in an hour is due an hour later. */
function noEarlier(instant: string): number {
  return Date.parse(instant) + (/[.]\d{3}\d*[1-9]/.test(instant) ? 1 : 0);
}

/** The time of this sandbox's clock, and buttons that move it forward. */
export function SandboxClock() {
  const t = useWords();
  const queries = useQueryClient();
  const sandbox = currentRealm();
  const clock = useQuery({
    queryKey: ['sandbox', sandbox],
    queryFn: () => read(api.GET('/v1/sandboxes/{sandbox}', { params: { path: { sandbox } } })),
    enabled: may('sandboxes.write'),
  });
  const move = useMutation({
    mutationFn: (hours: number) =>
      read(
        api.POST('/v1/sandboxes/{sandbox}/clock', {
          params: { path: { sandbox } },
          body: { now: new Date(noEarlier(clock.data?.now ?? '') + hours * HOUR).toISOString() },
        }),
      ),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (!clock.data) {
    return null;
  }
  return (
    <span className="sandbox-clock">
      <When at={clock.data.now} />
      {STEPS.map((hours) => (
        <button
          key={hours}
          type="button"
          className="link"
          disabled={move.isPending}
          onClick={() => move.mutate(hours)}
        >
          {t('realm.later', { hours })}
        </button>
      ))}
    </span>
  );
}
