import { Link } from '@tanstack/react-router';
import { may } from '../api/access';
import type { Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { useText } from './format';

type Subject = Schemas['Subject'];

/** The item that a subject is about; none if there is none, or several. */
export function itemOf(subject: Subject): string | undefined {
  switch (subject.kind) {
    case 'LICENSE':
    case 'SERVICE':
    case 'LINE':
    case 'SALES_REQUEST':
      return subject.item;
    case 'POOL':
    case 'PACK':
    case 'USE':
      return subject.resource;
    case 'ORDER':
    case 'PAYMENT':
    case 'MONEY':
    case 'RETURN':
    case 'AGREEMENT':
    case 'ORGANIZATION':
      return undefined;
  }
}

/** The storage term of a pool or pack, in a muted style. */
export function StorageTerm({ subject }: { subject: Subject }) {
  const t = useWords();
  const years = subject.kind === 'POOL' || subject.kind === 'PACK' ? subject.storage_years : undefined;
  return years ? <span className="quiet"> · {t('prices.storage', { count: years })}</span> : null;
}

/** What something is about: the name of its item, or its number, with a link to its page. */
export function About({
  subject,
  name,
  organization,
}: {
  subject: Subject;
  /** Of the item. */
  name: Schemas['Text'] | undefined;
  /** The organization it belongs to. */
  organization: string;
}) {
  const d = useDeskWords();
  const text = useText();
  const called = name ? text(name) : itemOf(subject);
  const params = { organization };
  switch (subject.kind) {
    case 'ORDER':
      return may('orders.read', organization) ? (
        <Link to="/o/$organization/orders/$order" params={{ organization, order: subject.id }}>
          {subject.reference}
        </Link>
      ) : (
        <>{subject.reference}</>
      );
    case 'LICENSE':
      return (
        <Link to="/o/$organization/licenses" params={params}>
          {called}
        </Link>
      );
    case 'SERVICE':
      return (
        <Link to="/o/$organization/services" params={params}>
          {called}
        </Link>
      );
    case 'POOL':
    case 'PACK':
      return (
        <>
          <Link
            to="/o/$organization/packs/movements"
            params={params}
            search={{
              resource: subject.resource,
              ...(subject.storage_years ? { years: subject.storage_years } : {}),
            }}
          >
            {called}
          </Link>
          <StorageTerm subject={subject} />
        </>
      );
    case 'USE':
      return (
        <Link to="/o/$organization/usage" params={params}>
          {called}
        </Link>
      );
    case 'LINE':
    case 'SALES_REQUEST':
      return <>{called}</>;
    case 'AGREEMENT':
      return <>{subject.number}</>;
    case 'ORGANIZATION':
      return <>{subject.id}</>;
    case 'PAYMENT':
      return may('payments.read', organization) ? (
        <Link to="/o/$organization/payments/$payment" params={{ organization, payment: subject.id }}>
          {d('payments.see')}
        </Link>
      ) : null;
    case 'MONEY':
    case 'RETURN':
      return null;
  }
}
