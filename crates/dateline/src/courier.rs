//! Carries requests of the models' room through the one client.

use ai::{ModelAnswer, ModelRequest, Transport, Undelivered};
use futures_util::future::BoxFuture;
use futures_util::{StreamExt, stream};
use gather::{Call, Client, FetchError};

/// A client that models are asked through.
pub struct Courier(pub Client);

impl Transport for Courier {
    fn send(&self, request: ModelRequest) -> BoxFuture<'static, Result<ModelAnswer, Undelivered>> {
        let client = self.0.clone();
        Box::pin(async move {
            let headers = request.headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let call = Call { url: request.url, headers, body: request.body };
            let reply = client.call(call).await.map_err(undelivered)?;
            let (status, content_type) = (reply.status, reply.content_type.clone().unwrap_or_default());
            let retry_after_s = reply.retry_after_s.map(|seconds| u32::try_from(seconds).unwrap_or(u32::MAX));
            let body = stream::try_unfold(reply, |mut reply| async move {
                let piece = reply.piece().await.map_err(undelivered)?;
                Ok(piece.map(|piece| (piece, reply)))
            });
            Ok(ModelAnswer { status, content_type, retry_after_s, body: body.boxed() })
        })
    }
}

fn undelivered(error: FetchError) -> Undelivered {
    Undelivered { is_passing: error.fault == news::FetchFault::Passing, cause: error.cause }
}
