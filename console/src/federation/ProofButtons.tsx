import { useMutation, useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import { addressIn, currentRealm } from '../api/realm';
import { useWords } from '../i18n';
import { Refused } from '../ui/Shown';
import { goTo } from './calls';

/** The ways to prove at an identity provider that it is still the same person. The page is left and come back to. */
export function ProofButtons() {
  const t = useWords();
  const identities = useQuery({ queryKey: ['me', 'identities'], queryFn: () => read(api.GET('/v1/identities')), retry: false });
  const go = useMutation({
    mutationFn: (provider: string) => read(api.POST('/v1/session/proof/sign-on', { body: { provider } })),
    onSuccess: ({ location }) => goTo(location, addressIn(currentRealm(), window.location.pathname)),
  });
  const linked = (identities.data?.items ?? []).filter((one) => one.proves);
  return linked.length === 0 ? null : (
    <>
      <p className="quiet apart">{t('signOn.proof')}</p>
      <p className="actions">
        {linked.map((one) => (
          <button
            key={one.id}
            type="button"
            className="button"
            disabled={go.isPending}
            onClick={() => go.mutate(one.provider.id)}
          >
            {t('signOn.with', { name: one.provider.name })}
          </button>
        ))}
      </p>
      <Refused error={go.error} />
    </>
  );
}
