import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { signOut } from '../api/access';
import { useWords } from '../i18n';

/** Ends the session, and forgets what was shown in it: the next person at this browser may be another. */
export function SignOut({ to = '/', className }: { to?: '/' | '/sign-in'; className?: string }) {
  const t = useWords();
  const router = useRouter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  async function leave() {
    await signOut();
    queries.getQueryCache().clear();
    await navigate({ to });
    await router.invalidate();
  }
  return (
    <button type="button" className={className} onClick={() => void leave()}>
      {t('common.signOut')}
    </button>
  );
}
