import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { may, signedIn } from '../api/access';
import { api, read } from '../api/client';
import { addressIn, currentRealm, LIVE } from '../api/realm';
import { useWords } from '../i18n';
import { RealmForm } from '../ui/Frame';
import { Empty, Shown } from '../ui/Shown';
import { SignOut } from '../ui/SignOut';

const RemoveSandbox = lazy(() => import('../ui/RemoveSandbox'));

/** The choice of workplace: an organization, or the vendor. */
export function ChoosePage() {
  const t = useWords();
  const who = signedIn();
  const { product } = useSearch({ from: '/shop/choose' });
  const [search, setSearch] = useState('');
  const all = useQuery({
    queryKey: ['organizations', search],
    queryFn: () =>
      read(api.GET('/v1/organizations', { params: { query: search ? { search, limit: 20 } : { limit: 20 } } })),
    enabled: who?.vendor ?? false,
  });
  return (
    <section className="card narrow-card">
      <h1>{product ? t('choose.forWhom') : t('choose.title')}</h1>
      {who?.vendor && !product ? (
        <Link to="/vendor" className="choice strong">
          <strong>{t('choose.vendor')}</strong>
          <span>{t('choose.vendorText')}</span>
        </Link>
      ) : null}
      {who?.vendor ? (
        <>
          {who.organizations.length > 0 ? <Organizations rows={who.organizations} product={product} /> : null}
          <label className="stacked">
            {t('choose.search')}
            <input className="field" type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
          </label>
          <Shown query={all}>
            {(data) => <Organizations rows={data.items.map((row) => ({ ...row, realm: currentRealm() }))} product={product} />}
          </Shown>
          <RealmForm />
          {currentRealm() !== LIVE && !product && may('sandboxes.remove') ? (
            <Suspense>
              <p>
                <RemoveSandbox sandbox={currentRealm()} />
              </p>
            </Suspense>
          ) : null}
        </>
      ) : (
        <Organizations rows={who?.organizations ?? []} product={product} />
      )}
      <p>
        <SignOut className="link" />
      </p>
    </section>
  );
}

function Organizations({ rows, product }: { rows: { id: string; name: string; realm: string }[]; product: string | undefined }) {
  const t = useWords();
  if (rows.length === 0) {
    return <Empty title={t('choose.none')} />;
  }
  return (
    <ul className="plain choices">
      {rows.map((row) => (
        <li key={`${row.realm} ${row.id}`}>
          <a
            href={addressIn(row.realm, `/o/${row.id}${product ? `/buy?product=${encodeURIComponent(product)}` : ''}`)}
            className="choice"
          >
            <strong>{row.name}</strong>
            <span>{row.realm === LIVE ? row.id : `${row.id} · ${t('realm.sandbox', { name: row.realm })}`}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
