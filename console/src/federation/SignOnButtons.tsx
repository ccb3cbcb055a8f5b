import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, read } from '../api/client';
import { useWords } from '../i18n';
import { Refused } from '../ui/Shown';
import { goTo } from './calls';

const TYPED_MILLISECONDS = 300;

const ADDRESS = /^[^\s@]+@[^\s@]+[.][^\s@.]+$/;

/** A button for each identity provider of the address's domain, or for the one that a link names. */
export function SignOnButtons({ email, provider, then }: { email: string; provider?: string | undefined; then: string }) {
  const t = useWords();
  const typed = ADDRESS.test(email) ? email.slice(email.lastIndexOf('@') + 1).toLowerCase() : '';
  const domain = useSettled(typed);
  const found = useQuery({
    queryKey: ['sign-on', domain, provider],
    enabled: domain !== '' || provider !== undefined,
    queryFn: () =>
      read(
        api.GET('/v1/sign-on', {
          // Only the domain is asked for: whoever it is stays in this browser.
          params: { query: provider && domain === '' ? { provider } : { email: `any@${domain}` } },
        }),
      ),
    retry: false,
  });
  const go = useMutation({
    mutationFn: (one: string) => read(api.POST('/v1/sign-on/{provider}', { params: { path: { provider: one } } })),
    onSuccess: ({ location }) => goTo(location, then),
  });
  const buttons = found.data?.items ?? [];
  if (buttons.length === 0) {
    // A link that names a provider is out of date.
    return provider && found.data && domain === '' ? (
      <p className="notice warn" role="status">
        {t('code.UNKNOWN_PROVIDER')}
      </p>
    ) : null;
  }
  return (
    <>
      <p className="or">
        <span>{t('signIn.or')}</span>
      </p>
      {buttons.map((one) => (
        <button
          key={one.id}
          type="button"
          className="button large block"
          disabled={go.isPending}
          onClick={() => go.mutate(one.id)}
        >
          {t('signOn.with', { name: one.name })}
        </button>
      ))}
      <Refused error={go.error} />
    </>
  );
}

/** A text once nobody has typed for a moment: not every part of a domain is asked for. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const wait = setTimeout(() => setSettled(text), TYPED_MILLISECONDS);
    return () => clearTimeout(wait);
  }, [text]);
  return settled;
}
