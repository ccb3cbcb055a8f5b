import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, keyed, read, type Schemas } from '../api/client';
import { useKeys } from '../api/keys';
import { useDeskWords, useLanguage } from '../i18n';
import { Ask } from '../ui/Dialog';
import { formatMoney, isNothing } from '../ui/format';
import { orgKey } from './data';
import { AllParts } from './PaymentParts';

interface Acted {
  payment: Schemas['Payment'];
  organization: string;
}

/** What the vendor records when the bank recalls a payment, or reinstates it. */
export function PaymentActions({ payment, organization }: Acted) {
  return payment.state === 'RECEIVED' ? (
    <Recall payment={payment} organization={organization} />
  ) : (
    <Reinstate payment={payment} organization={organization} />
  );
}

function useBanked({ payment, organization }: Acted, what: 'recall' | 'reinstate') {
  const queries = useQueryClient();
  const keys = useKeys();
  return useMutation({
    mutationFn: () => {
      const params = { path: { organization, payment: payment.id }, header: keyed(keys.of(what)) };
      return what === 'recall'
        ? read(api.POST('/v1/organizations/{organization}/payments/{payment}/recall', { params, body: {} }))
        : read(api.POST('/v1/organizations/{organization}/payments/{payment}/reinstate', { params, body: {} }));
    },
    onSuccess: () => {
      keys.booked();
      return queries.invalidateQueries({ queryKey: orgKey(organization) });
    },
  });
}

function Recall(acted: Acted) {
  const d = useDeskWords();
  const language = useLanguage();
  const { payment } = acted;
  const recall = useBanked(acted, 'recall');
  const amount = formatMoney(payment.amount, language);
  return (
    <Ask
      label={d('recall.do')}
      name={`${d('recall.do')}: ${amount}`}
      title={d('recall.title', { amount })}
      yes={d('recall.yes')}
      mutation={recall}
      onYes={() => recall.mutateAsync()}
    >
      <AllParts {...acted} />
      <p className="apart">{d('recall.text')}</p>
      {payment.shares.length > 0 ? <p>{d('recall.orders')}</p> : null}
      {isNothing(payment.unapplied) ? null : <p>{d('recall.unapplied')}</p>}
      {payment.returned.length > 0 ? <p>{d('recall.owed')}</p> : null}
      {payment.cured ? <p>{d('recall.owedAgain')}</p> : null}
    </Ask>
  );
}

function Reinstate(acted: Acted) {
  const d = useDeskWords();
  const language = useLanguage();
  const { payment } = acted;
  const reinstate = useBanked(acted, 'reinstate');
  const amount = formatMoney(payment.amount, language);
  return (
    <Ask
      label={d('reinstate.do')}
      name={`${d('reinstate.do')}: ${amount}`}
      title={d('reinstate.title', { amount })}
      yes={d('reinstate.yes')}
      tone="primary"
      small
      mutation={reinstate}
      onYes={() => reinstate.mutateAsync()}
    >
      <AllParts {...acted} />
      <p className="apart">{d('reinstate.text')}</p>
      {payment.taken_from && payment.taken_from.length > 0 ? <p>{d('reinstate.orders')}</p> : null}
      <p>{d('reinstate.rest')}</p>
    </Ask>
  );
}
