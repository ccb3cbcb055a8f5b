import { useMutation } from '@tanstack/react-query';
import { api, read } from '../api/client';
import { addressIn, LIVE } from '../api/realm';
import { useWords } from '../i18n';
import { Ask } from './Dialog';

/** Removes a sandbox for good, after a question. */
export default function RemoveSandbox({ sandbox }: { sandbox: string }) {
  const t = useWords();
  const remove = useMutation({
    mutationFn: () => read(api.DELETE('/v1/sandboxes/{sandbox}', { params: { path: { sandbox } } })),
    onSuccess: () => window.location.assign(addressIn(LIVE, '/choose')),
  });
  return (
    <Ask
      label={t('realm.remove')}
      title={t('realm.removeTitle', { name: sandbox })}
      yes={t('realm.removeYes')}
      mutation={remove}
      onYes={() => remove.mutateAsync()}
    >
      <p>{t('realm.removeText')}</p>
    </Ask>
  );
}
