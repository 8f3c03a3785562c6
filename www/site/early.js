/** Runs before page.js is there, and asks for what that will import. */
import { PAGE_MODULES } from '../lists/modules-of-page.js';
import { askForModules } from './ask-ahead.js';

askForModules(PAGE_MODULES);
