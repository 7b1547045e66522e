import type {BadFile} from './bad-file.ts';
import {exported} from './exported-files.ts';
import {arrays} from './malformed-arrays.ts';
import {pictures} from './malformed-pictures.ts';
import {tables} from './malformed-tables.ts';

export const malformedFiles: readonly BadFile[] = [...tables, ...exported, ...arrays, ...pictures];
