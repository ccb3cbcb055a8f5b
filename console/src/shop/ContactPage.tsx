import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { may } from '../api/access';
import { api, freshKey, keyed, read } from '../api/client';
import { useWords } from '../i18n';
import { useOrganization } from '../org/data';
import { useCatalog } from '../public/data';
import { useText } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Forbidden, Refused } from '../ui/Shown';
import { productOf } from './lines';

/** A request to the vendor's sales for an item that only they sell. */
export function ContactPage() {
  const t = useWords();
  const text = useText();
  const organization = useOrganization();
  const { item } = useSearch({ from: '/o/$organization/contact' });
  const catalog = useCatalog(item ? productOf(item) : '');
  const about = catalog.data?.items.find((one) => one.id === item);
  const [contact, setContact] = useState('');
  const [message, setMessage] = useState('');
  const [key] = useState(freshKey);
  const ask = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/sales-requests', {
          params: { path: { organization }, header: keyed(key) },
          body: {
            item: item ?? '',
            contact: contact.trim(),
            note: message.replace(/\s+/g, ' ').trim(),
          },
        }),
      ),
  });
  if (!may('orders.write', organization)) {
    return <Forbidden />;
  }
  return (
    <>
      <PageHead title={t('contact.title')} lead={about ? text(about.name) : t('contact.lead')} />
      <section className="card narrow-card">
        {ask.data ? (
          <p className="notice good" role="status">
            {t('contact.sent')}
          </p>
        ) : (
          <form
            className="stack"
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              ask.mutate();
            }}
          >
            {about ? <p>{text(about.description)}</p> : null}
            <label className="stacked">
              {t('contact.who')}
              <input
                className="field"
                required
                maxLength={200}
                value={contact}
                onChange={(event) => setContact(event.target.value)}
              />
            </label>
            <label className="stacked">
              {t('contact.message')}
              <textarea
                className="field"
                required
                rows={5}
                maxLength={2000}
                value={message}
                onChange={(event) => setMessage(event.target.value)}
              />
            </label>
            <Refused error={ask.error} />
            <button type="submit" className="button primary large" disabled={ask.isPending}>
              {t('contact.send')}
            </button>
          </form>
        )}
      </section>
    </>
  );
}
