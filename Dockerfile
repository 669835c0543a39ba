# The service with everything it needs; nothing is downloaded when it runs.
FROM python:3.13.9-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
COPY requirements/build.txt requirements/runtime.txt requirements/
RUN python -m venv /opt/dealbrief \
 && /opt/dealbrief/bin/pip install --quiet --require-hashes -r requirements/build.txt \
 && /opt/dealbrief/bin/pip install --quiet --require-hashes -r requirements/runtime.txt
COPY pyproject.toml README.md LICENSE ./
COPY service service
COPY prompts prompts
RUN /opt/dealbrief/bin/pip install --quiet --no-index --no-deps --no-build-isolation .

FROM python:3.13.9-slim-bookworm
COPY --from=build /opt/dealbrief /opt/dealbrief
# A volume mounted here for the first time takes over this owner.
RUN useradd --system --uid 10001 --no-create-home dealbrief \
 && install --directory --owner=dealbrief --mode=0700 /data
ENV PATH=/opt/dealbrief/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DEALBRIEF_DATA_DIR=/data \
    DEALBRIEF_HOST=0.0.0.0 \
    DEALBRIEF_PORT=8000
USER dealbrief
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["dealbrief", "serve"]
