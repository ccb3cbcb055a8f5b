import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Schemas } from '../api/client';

use([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** Bars by day. The table below gives the same in text. */
export default function UsageChart({ days, label }: { days: Schemas['UsageDay'][]; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) {
      return undefined;
    }
    const chart = init(place.current, undefined, { renderer: 'svg' });
    chart.setOption({
      aria: { enabled: true },
      animation: false,
      grid: { left: 8, right: 8, top: 16, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', confine: true },
      xAxis: { type: 'category', data: days.map((day) => day.day), axisLabel: { color: '#4a5a61' } },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { color: '#4a5a61' } },
      series: [{ type: 'bar', name: label, data: days.map((day) => day.used), color: '#0b5c63', barMaxWidth: 28 }],
    });
    const resize = () => chart.resize();
    window.addEventListener('resize', resize);
    return () => {
      window.removeEventListener('resize', resize);
      chart.dispose();
    };
  }, [days, label]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}
