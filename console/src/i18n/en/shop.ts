import buying from './buying';
import common from './common';
import paying from './paying';
import prices from './prices';
import products from './products';
import refusals from './refusals';
import secondFactor from './secondFactor';
import signIn from './signIn';
import signOn from './signOn';

/** The words of the purchase pages and of everything common. */
export default { ...buying, ...common, ...paying, ...prices, ...products, ...refusals, ...secondFactor, ...signIn, ...signOn };
