"use strict";

// A county from run to run. The same figures stand in the table beside it.
const looks = getComputedStyle(document.documentElement);
const ink = (name) => looks.getPropertyValue(name).trim();

function drawRuns(element) {
  const data = JSON.parse(document.getElementById(element.dataset.runs).textContent);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const chart = echarts.init(element, null, { renderer: "svg" });
  new ResizeObserver(() => chart.resize()).observe(element);
  const bar = (name, values, color, decal) => ({
    name, type: "bar", data: values, barMaxWidth: 28, animation: !still, itemStyle: { color, decal },
  });
  chart.setOption({
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 16, top: 44, bottom: 8, containLabel: true },
    legend: { top: 0, right: 8 },
    tooltip: { trigger: "axis", confine: true, valueFormatter: (value) => `${value} 处` },
    xAxis: { type: "category", data: data.runs, axisTick: { show: false } },
    yAxis: { type: "value", name: "处", minInterval: 1, nameTextStyle: { align: "left" }, splitLine: { lineStyle: { color: "#eceff2" } } },
    series: [
      bar("新出现", data.opened, "#e08a2b"),
      bar("已改正", data.mended, "#2e9468", { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [3, 3], rotation: -0.785, color: "rgba(255,255,255,.35)" }),
      {
        name: "未解决", type: "line", data: data.left, symbol: "circle", symbolSize: 7, animation: !still,
        lineStyle: { width: 2.5, color: ink("--blue") }, itemStyle: { color: ink("--blue") }, label: { show: true, position: "top" },
      },
    ],
  });
}

for (const element of document.querySelectorAll("[data-runs]")) drawRuns(element);
