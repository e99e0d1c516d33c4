import { mergeRoots } from '../finding/merge-roots.ts';
import { clustersSection } from './html/clusters.ts';
import { filtersOf } from './html/filters.ts';
import { findingsSection, listed, suppressedSection } from './html/findings.ts';
import { pageOf } from './html/page.ts';
import { footOf, noticesSection, type Section, summarySection, topOf } from './html/summary.ts';
import { count } from './prose.ts';
import type { Reporter } from './reporter.ts';

/** For people who are not at a terminal: one page that needs nothing else, with the findings, the clusters and what their nodes do. */
export const reportHtml: Reporter = (report, context) => {
  const { notices, clusters, reportSuppressed } = context;
  const list = listed(report);
  const hasSuppressed = reportSuppressed && report.suppressed.length > 0;
  const sections: readonly Section[] = [
    { id: 'summary', title: 'Summary', number: null, markup: summarySection(report, list) },
    ...(notices.length > 0 ? [{ id: 'notices', title: 'About this run', number: notices.length, markup: noticesSection(notices) }] : []),
    { id: 'findings', title: 'Findings', number: report.distinct.length, markup: findingsSection(report, list, filtersOf(list)) },
    ...(clusters && clusters.length > 0
      ? [{ id: 'clusters', title: 'Clusters', number: clusters.length, markup: clustersSection(clusters) }]
      : []),
    ...(hasSuppressed
      ? [{ id: 'suppressed', title: 'Suppressed', number: mergeRoots(report.suppressed).length, markup: suppressedSection(report) }]
      : []),
  ];
  const { errors, warnings } = report.summary;
  return pageOf({
    title: `kvlint: ${count(errors, 'error')}, ${count(warnings, 'warning')}`,
    top: topOf(report, sections),
    main: sections.map(({ markup }) => markup),
    foot: footOf(report, context),
  });
};
