import { type Element, effectiveValue, productSupport, productSupportEnd, productsOf, systemSupport, systemSupportEnd } from '@weir/model';
import { type Environment, noted, type Runtime, withMembers } from './runtime.js';

/** How vendors support what a system is made of. What is not known is noted. */

/** Its product and its operating system; unknown when it states neither. */
export function readProducts(element: Element, environment: Environment): Runtime {
  const stated = ['product', 'os'].map((key) => effectiveValue(environment.landscape, element, key));
  if (stated.every((value) => value === undefined)) return noted(undefined, environment, element, 'product');
  return withMembers(productsOf(environment.landscape, element));
}

export function readProductSupport(product: Element, environment: Environment): Runtime {
  return noted(productSupport(product, environment.today), environment, product, 'support');
}

/** A system that has neither product nor operating system has no support that could end. */
function hasNoProduct(element: Element, { landscape }: Environment): boolean {
  return effectiveValue(landscape, element, 'product') === null && productsOf(landscape, element).length === 0;
}

export function readSupportState(element: Element, environment: Environment): Runtime {
  const { landscape, today } = environment;
  if (hasNoProduct(element, environment)) return null;
  return systemSupport(landscape, element, today) ?? unsaid(element, (product) => productSupport(product, today), environment);
}

export function readSupportEnd(element: Element, environment: Environment): Runtime {
  if (hasNoProduct(element, environment)) return null;
  const end = systemSupportEnd(environment.landscape, element);
  return end === undefined ? unsaid(element, productSupportEnd, environment) : end;
}

/** Notes which product does not say, or that the system names none. */
function unsaid(element: Element, said: (product: Element) => unknown, environment: Environment): undefined {
  const silent = productsOf(environment.landscape, element).find((product) => said(product) === undefined);
  noted(undefined, environment, silent ?? element, silent ? 'support' : 'product');
  return undefined;
}
