import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n';

export function NotFound() {
  const t = useWords();
  return (
    <main className="public-main">
      <section className="trouble">
        <h1>{t('trouble.unknown.title')}</h1>
        <p>{t('trouble.unknown.text')}</p>
        <Link to="/" className="button">
          {t('nav.products')}
        </Link>
      </section>
    </main>
  );
}
