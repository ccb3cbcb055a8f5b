import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { forget, lacksFactor, lookWho, signedIn } from './api/access';
import { ProblemError } from './api/client';
import { startWords } from './i18n';
import { router } from './router';
import './styles.css';
import './screens.css';
import { Waiting } from './ui/Shown';

/** Needed long after the first paint. */
const Proof = lazy(async () => ({ default: (await import('./ui/Proof')).Proof }));

const RETRIES = 2;
const UNAUTHENTICATED = 'UNAUTHENTICATED';

/**
 * When a session ends, the person signs in again and returns to the same page. A session started elsewhere is taken
 * over before the refusal is shown, so that a retry succeeds.
 */
async function leaveEnded(error: Error): Promise<void> {
  if (error instanceof ProblemError && error.code === UNAUTHENTICATED && signedIn()) {
    forget();
    queries.getQueryCache().clear();
    // Without what follows the #: the token of a link is there.
    const { pathname, searchStr } = router.state.location;
    void router.navigate({ to: '/sign-in', search: { then: pathname + searchStr, ended: true } });
  } else if (error instanceof ProblemError && /^SECOND_FACTOR_N/.test(error.code)) {
    await lookWho();
    const { pathname, searchStr } = router.state.location;
    if (lacksFactor() && pathname !== '/second-factor') {
      void router.navigate({ to: '/second-factor', search: { then: pathname + searchStr } });
    }
  } else if (error instanceof ProblemError && error.code === 'CSRF_TOKEN_WRONG') {
    await lookWho();
  }
}

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => void leaveEnded(error) }),
  mutationCache: new MutationCache({ onError: leaveEnded }),
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < RETRIES && !(error instanceof ProblemError && error.status > 0 && error.status < 500),
      staleTime: 5_000,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});

await Promise.all([startWords(), lookWho()]);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Suspense fallback={<Waiting />}>
          <RouterProvider router={router} />
        </Suspense>
        <Suspense fallback={null}>
          <Proof />
        </Suspense>
      </QueryClientProvider>
    </StrictMode>,
  );
}
