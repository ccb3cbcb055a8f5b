import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client';
import { useWords } from '../i18n';
import { useText } from '../ui/format';
import { Shown } from '../ui/Shown';
import { useCatalog, useCatalogs } from './data';

const ITEMS_SHOWN = 6;

/** The products and their items. */
export function ProductsPage() {
  const t = useWords();
  const catalogs = useCatalogs();
  return (
    <>
      <section className="hero">
        <h1>{t('home.title')}</h1>
        <p className="lead">{t('home.lead')}</p>
        <p className="actions">
          <Link to="/choose" className="button primary large">
            {t('home.start')}
          </Link>
          <Link to="/prices" className="button large">
            {t('home.seePrices')}
          </Link>
        </p>
      </section>
      <Shown query={catalogs}>
        {(data) => (
          <div className="products">
            {data.items.map((catalog) => (
              <Product key={catalog.product} summary={catalog} />
            ))}
          </div>
        )}
      </Shown>
      <section className="steps-band">
        <h2>{t('home.how')}</h2>
        <ol className="how">
          {(['choose', 'terms', 'pay', 'use'] as const).map((step) => (
            <li key={step}>
              <h3>{t(`home.${step}.title`)}</h3>
              <p>{t(`home.${step}.text`)}</p>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Product({ summary }: { summary: Schemas['CatalogSummary'] }) {
  const t = useWords();
  const text = useText();
  const catalog = useCatalog(summary.product);
  return (
    <section className="card product" aria-labelledby={`product-${summary.product}`}>
      <p className="eyebrow">{summary.product.toUpperCase()}</p>
      <h2 id={`product-${summary.product}`}>{text(summary.name)}</h2>
      <Shown query={catalog}>
        {(data) => (
          <ul className="plain items">
            {data.items.slice(0, ITEMS_SHOWN).map((item) => (
              <li key={item.id}>
                <strong>{text(item.name)}</strong>
                <span>{text(item.description)}</span>
              </li>
            ))}
          </ul>
        )}
      </Shown>
      {summary.agreement_required ? <p className="quiet">{t('home.agreement')}</p> : null}
      <p className="actions">
        <Link to="/choose" search={{ product: summary.product }} className="button primary">
          {t('home.configure')}
        </Link>
        <Link to="/prices" search={{ product: summary.product }} className="button">
          {t('home.seePrices')}
        </Link>
      </p>
    </section>
  );
}
