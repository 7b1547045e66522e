import type {BadFile} from './bad-file.ts';
import {arrays} from './malformed-arrays.ts';
import {pictures} from './malformed-pictures.ts';
import {tables} from './malformed-tables.ts';

export const malformedFiles: readonly BadFile[] = [...tables, ...arrays, ...pictures];
