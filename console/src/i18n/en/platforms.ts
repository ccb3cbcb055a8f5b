import audit from './audit';
import catalogs from './catalogs';
import desk from './desk';
import keys from './keys';
import licenses from './licenses';
import notices from './notices';
import orders from './orders';
import organizations from './organizations';
import overview from './overview';
import packs from './packs';
import payments from './payments';
import people from './people';
import profile from './profile';
import providers from './providers';
import services from './services';
import shell from './shell';

/** The words of the two platforms, which the purchase pages do without. */
export default {
  ...audit,
  ...catalogs,
  ...desk,
  ...keys,
  ...licenses,
  ...notices,
  ...orders,
  ...organizations,
  ...overview,
  ...packs,
  ...payments,
  ...people,
  ...profile,
  ...providers,
  ...services,
  ...shell,
};
