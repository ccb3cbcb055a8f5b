import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { may } from '../api/access';
import { api, freshKey, read, type Schemas } from '../api/client';
import { useOrganization, useProfile, orgKey } from '../org/data';
import { useWords } from '../i18n';
import { useCatalog, useCatalogs } from '../public/data';
import { Money, useText } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Empty, Forbidden, Refused, Shown } from '../ui/Shown';
import { Effects } from './OrderLines';
import { ItemList } from './ItemList';
import { LineEditor } from './LineEditor';
import { PurchaseSteps } from './PurchaseSteps';
import { firstLine, productOf, type Item, type WantedLine } from './lines';

/** The configurator: choose, see price and effect, and continue to the service terms. */
export function BuyPage() {
  const t = useWords();
  const text = useText();
  const organization = useOrganization();
  const search = useSearch({ from: '/o/$organization/buy' });
  const navigate = useNavigate({ from: '/o/$organization/buy' });
  const lines = search.lines ?? [];
  const catalogs = useCatalogs();
  const product = search.product || productOf(lines[0]?.item ?? '') || catalogs.data?.items[0]?.product || '';
  const catalog = useCatalog(product);
  const profile = useProfile(organization);
  const agreements = useQuery({
    queryKey: orgKey(organization, 'agreements'),
    queryFn: () =>
      read(api.GET('/v1/organizations/{organization}/agreements', { params: { path: { organization } } })),
  });
  const preview = usePreview(organization, lines);

  function change(next: WantedLine[]) {
    void navigate({ search: { product, lines: next }, replace: true });
  }
  function add(item: Item) {
    const consortium = profile.data?.kind === 'CONSORTIUM';
    const holder = consortium && item.scope === 'INSTITUTION' ? profile.data?.members[0] : undefined;
    change([...lines, firstLine(item, holder)]);
  }
  const unsigned =
    catalog.data?.agreement_required === true &&
    agreements.data !== undefined &&
    !agreements.data.items.some((agreement) => agreement.product === product);
  const ready = preview.data?.total !== undefined && !preview.isPlaceholderData;

  if (!may('orders.write', organization)) {
    return <Forbidden />;
  }
  return (
    <>
      <PurchaseSteps at="choose" />
      <PageHead title={t('buy.title')} lead={t('buy.lead')} />
      <div className="pills" role="group" aria-label={t('nav.products')}>
        {catalogs.data?.items.map((one) => (
          <button
            key={one.product}
            type="button"
            aria-pressed={one.product === product}
            onClick={() => void navigate({ search: { ...search, product: one.product }, replace: true })}
          >
            {text(one.name)}
          </button>
        ))}
      </div>
      {unsigned ? (
        <section className="notice warn">
          <strong>{t('buy.agreementTitle')}</strong>
          <p>{t('buy.agreementText')}</p>
        </section>
      ) : null}
      <div className="grid side">
        <Shown query={catalog}>
          {(data) => <ItemList catalog={data} chosen={lines} organization={organization} onAdd={add} />}
        </Shown>
        <section className="card cart buy-cart" aria-labelledby="cart-title">
          <h2 id="cart-title">{t('buy.cart')}</h2>
          {lines.length === 0 ? (
            <Empty title={t('buy.empty')} />
          ) : (
            <Shown query={catalog}>
              {(data) => (
                <>
                  {lines.map((line, index) => (
                    <LineEditor
                      key={`${line.item} ${index}`}
                      line={line}
                      number={index + 1}
                      item={data.items.find((item) => item.id === line.item)}
                      profile={profile.data}
                      preview={preview.data?.lines[index]}
                      onChange={(next) => change(lines.map((one, at) => (at === index ? next : one)))}
                      onRemove={() => change(lines.filter((_, at) => at !== index))}
                      onRequire={(id) => {
                        const item = data.items.find((one) => one.id === id);
                        if (item) {
                          change([firstLine(item, line.for), ...lines]);
                        }
                      }}
                    />
                  ))}
                </>
              )}
            </Shown>
          )}
          <Refused error={preview.error} />
          {preview.data && lines.length > 0 ? <Sum preview={preview.data} /> : null}
          <button
            type="button"
            className="button primary large block"
            disabled={!ready || lines.length === 0}
            onClick={() =>
              void navigate({
                to: '/o/$organization/buy/terms',
                params: { organization },
                search: { product, lines, key: search.key ?? freshKey() },
              })
            }
          >
            {t('buy.toTerms')}
          </button>
        </section>
      </div>
    </>
  );
}

/** The price and effect of the chosen lines, requested from the server as they change; nothing is booked. */
export function usePreview(organization: string, lines: WantedLine[]) {
  return useQuery({
    queryKey: orgKey(organization, 'preview', JSON.stringify(lines)),
    queryFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/preview', { params: { path: { organization } }, body: { lines } }),
      ),
    enabled: lines.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

function Sum({ preview }: { preview: Schemas['Preview'] }) {
  const t = useWords();
  return (
    <div className="sum" aria-live="polite">
      {preview.total ? (
        <>
          <Effects effects={preview.effects} />
          <p className="line-head big">
            <span>{t('order.total')}</span>
            <Money value={preview.total} />
          </p>
        </>
      ) : (
        <p className="quiet">{t('buy.mend')}</p>
      )}
    </div>
  );
}
