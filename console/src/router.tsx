import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { lacksFactor, signedIn } from './api/access';
import { addressIn, currentRealm } from './api/realm';
import { PublicShell } from './public/PublicShell';
import { Trouble, Waiting } from './ui/Shown';
import { NotFound } from './public/NotFound';
import type { WantedLine } from './shop/lines';

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const shop = createRoute({ getParentRoute: () => rootRoute, id: 'shop', component: PublicShell });

const home = createRoute({
  getParentRoute: () => shop,
  path: '/',
  component: lazyRouteComponent(() => import('./public/ProductsPage'), 'ProductsPage'),
});

const prices = createRoute({
  getParentRoute: () => shop,
  path: '/prices',
  component: lazyRouteComponent(() => import('./public/PricesPage'), 'PricesPage'),
  validateSearch: (search): { product?: string } =>
    typeof search['product'] === 'string' ? { product: search['product'] } : {},
});

const signIn = createRoute({
  getParentRoute: () => shop,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./public/SignInPage'), 'SignInPage'),
  validateSearch: (search): { then?: string; ended?: boolean; with?: string } => ({
    ...(typeof search['with'] === 'string' && /^[0-9a-f-]{36}$/.test(search['with']) ? { with: search['with'] } : {}),
    ...(typeof search['then'] === 'string' && /^\/(?!\/)/.test(search['then']) ? { then: search['then'] } : {}),
    ...(search['ended'] === true ? { ended: true } : {}),
  }),
});

const signOn = createRoute({
  getParentRoute: () => shop,
  path: '/sign-on/$provider',
  component: lazyRouteComponent(() => import('./federation/ReturnPage'), 'ReturnPage'),
});

const choose = createRoute({
  getParentRoute: () => shop,
  path: '/choose',
  beforeLoad: onlySignedIn,
  component: lazyRouteComponent(() => import('./public/ChoosePage'), 'ChoosePage'),
  validateSearch: (search): { product?: string } =>
    typeof search['product'] === 'string' ? { product: search['product'] } : {},
});

const me = createRoute({
  getParentRoute: () => shop,
  path: '/me',
  beforeLoad: onlySignedIn,
  component: lazyRouteComponent(() => import('./me/ProfilePage'), 'ProfilePage'),
});

const links = (['set-up', 'accept-invitation', 'reset-password', 'prove-address'] as const).map((path) =>
  createRoute({
    getParentRoute: () => shop,
    path,
    component: lazyRouteComponent(() => import('./public/LinkPage'), 'LinkPage'),
  }),
);

function onlySignedIn({ location }: { location: { href: string } }) {
  if (!signedIn()) {
    throw redirect({ to: '/sign-in', search: { then: location.href } });
  }
  if (lacksFactor()) {
    throw redirect({ to: '/second-factor', search: { then: location.href } });
  }
}

const secondFactor = createRoute({
  getParentRoute: () => shop,
  path: '/second-factor',
  beforeLoad: () => {
    if (!signedIn()) {
      throw redirect({ to: '/sign-in' });
    }
  },
  component: lazyRouteComponent(() => import('./public/SecondFactorPage'), 'SecondFactorPage'),
  validateSearch: (search): { then?: string } =>
    typeof search['then'] === 'string' && /^\/(?!\/)/.test(search['then']) ? { then: search['then'] } : {},
});

const org = createRoute({
  getParentRoute: () => rootRoute,
  path: '/o/$organization',
  beforeLoad: onlySignedIn,
  component: lazyRouteComponent(() => import('./org/OrgShell'), 'OrgShell'),
});

type Page = () => Promise<Record<string, React.ComponentType>>;

function orgPage<Path extends string>(path: Path, load: Page, name: string) {
  return createRoute({ getParentRoute: () => org, path, component: lazyRouteComponent(load as never, name as never) });
}

interface BuySearch {
  product?: string;
  lines?: WantedLine[];
  key?: string;
}

function buySearch(search: Record<string, unknown>): BuySearch {
  return {
    ...(typeof search['product'] === 'string' ? { product: search['product'] } : {}),
    ...(Array.isArray(search['lines']) ? { lines: search['lines'] as WantedLine[] } : {}),
    ...(typeof search['key'] === 'string' ? { key: search['key'] } : {}),
  };
}

const buy = createRoute({
  getParentRoute: () => org,
  path: 'buy',
  validateSearch: buySearch,
  component: lazyRouteComponent(() => import('./shop/BuyPage'), 'BuyPage'),
});
const terms = createRoute({
  getParentRoute: () => org,
  path: 'buy/terms',
  validateSearch: buySearch,
  component: lazyRouteComponent(() => import('./shop/TermsPage'), 'TermsPage'),
});
const contact = createRoute({
  getParentRoute: () => org,
  path: 'contact',
  validateSearch: (search): { item?: string } => (typeof search['item'] === 'string' ? { item: search['item'] } : {}),
  component: lazyRouteComponent(() => import('./shop/ContactPage'), 'ContactPage'),
});
const pay = createRoute({
  getParentRoute: () => org,
  path: 'orders/$order/pay',
  validateSearch: (search): { method: 'SANDBOX' | 'TRANSFER' } => ({
    method: search['method'] === 'TRANSFER' ? 'TRANSFER' : 'SANDBOX',
  }),
  component: lazyRouteComponent(() => import('./shop/PayPage'), 'PayPage'),
});
const pool = createRoute({
  getParentRoute: () => org,
  path: 'packs/movements',
  validateSearch: (search): { resource: string; years?: number } => ({
    ...search,
    resource: String(search['resource'] ?? ''),
    ...(typeof search['years'] === 'number' ? { years: search['years'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./org/MovementsPage'), 'MovementsPage'),
});

const orgPages = [
  orgPage('/', () => import('./org/OverviewPage'), 'OverviewPage'),
  orgPage('packs', () => import('./org/PacksPage'), 'PacksPage'),
  orgPage('licenses', () => import('./org/LicensesPage'), 'LicensesPage'),
  orgPage('renewals', () => import('./org/RenewalsPage'), 'RenewalsPage'),
  orgPage('orders', () => import('./org/OrdersPage'), 'OrdersPage'),
  orgPage('orders/$order', () => import('./org/OrderPage'), 'OrderPage'),
  orgPage('orders/$order/confirm', () => import('./shop/ConfirmPage'), 'ConfirmPage'),
  orgPage('orders/$order/result', () => import('./shop/ResultPage'), 'ResultPage'),
  orgPage('payments', () => import('./org/PaymentsPage'), 'PaymentsPage'),
  orgPage('payments/$payment', () => import('./org/PaymentPage'), 'PaymentPage'),
  orgPage('services', () => import('./org/ServicesPage'), 'ServicesPage'),
  orgPage('notices', () => import('./org/NoticesPage'), 'NoticesPage'),
  orgPage('people', () => import('./org/PeoplePage'), 'PeoplePage'),
  orgPage('keys', () => import('./org/KeysPage'), 'KeysPage'),
  orgPage('sign-on', () => import('./federation/ProvidersPage'), 'ProvidersPage'),
  orgPage('audit', () => import('./org/AuditPage'), 'AuditPage'),
  orgPage('usage', () => import('./org/UsagePage'), 'UsagePage'),
];

const vendor = createRoute({
  getParentRoute: () => rootRoute,
  path: '/vendor',
  beforeLoad: onlySignedIn,
  component: lazyRouteComponent(() => import('./vendor/VendorShell'), 'VendorShell'),
});

function vendorPage<Path extends string>(path: Path, load: Page, name: string) {
  return createRoute({ getParentRoute: () => vendor, path, component: lazyRouteComponent(load as never, name as never) });
}

const vendorPages = [
  vendorPage('/', () => import('./vendor/DeskPage'), 'DeskPage'),
  vendorPage('desk/$section', () => import('./vendor/DeskSectionPage'), 'DeskSectionPage'),
  vendorPage('organizations', () => import('./vendor/OrganizationsPage'), 'OrganizationsPage'),
  vendorPage('organizations/$organization', () => import('./vendor/OrganizationPage'), 'OrganizationPage'),
  vendorPage('keys', () => import('./org/KeysPage'), 'VendorKeysPage'),
  vendorPage('sign-on', () => import('./federation/ProvidersPage'), 'VendorProvidersPage'),
  vendorPage('catalogs', () => import('./vendor/CatalogsPage'), 'CatalogsPage'),
];

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    shop.addChildren([home, prices, signIn, signOn, secondFactor, choose, me, ...links]),
    org.addChildren([...orgPages, buy, terms, contact, pay, pool]),
    vendor.addChildren(vendorPages),
  ]),
  basepath: addressIn(currentRealm(), '/'),
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: ({ error }) => <Trouble error={error as Error} again={() => window.location.reload()} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
